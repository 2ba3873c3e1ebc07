import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importTexts } from "./imports.js";
import { bracketed } from "./bracketed.js";
import { DOC, fileText, printed } from "./layout.js";
import type { ExportedProcess, PackageContext } from "./package-context.js";
import { docLine, identifier } from "./text.js";

/**
 * The text of `bind.ts`: the processes as methods. It names every process, so
 * it is an entry point of its own: a program that imports single functions does
 * not bundle the others.
 */
export function bindFile({
  exported,
  pathOf,
  runtime,
}: PackageContext): string {
  return fileText([
    BANNER,
    [
      ...exported.flatMap(({ functionName, fileName }) =>
        importTexts(
          [{ name: functionName, type: false }],
          pathOf(`./processes/${fileName}`),
        ),
      ),
      ...importTexts(
        [
          { name: "bindProcess", type: false },
          { name: "Client", type: true },
        ],
        runtime.fromRoot,
      ),
    ].join("\n"),
    boundProcessesText(exported),
    bindProcessesText(exported),
  ]);
}

function boundProcessesText(processes: readonly ExportedProcess[]): string {
  const members = processes.map(
    ({ functionName, title }) =>
      docComment(title === undefined ? [] : [docLine(title)], 2) +
      `  readonly ${identifier(functionName)}: typeof ${functionName};\n`,
  );
  return [
    docComment(["The processes of the service, bound to one client."]),
    "export interface BoundProcesses {",
    members.length === 0 ? "" : `\n${members.join("")}`,
    "}",
  ].join("");
}

function bindProcessesText(processes: readonly ExportedProcess[]): string {
  const members = processes.map(
    ({ functionName }) => `    ${memberText(identifier(functionName))}\n`,
  );
  return [
    docComment([
      "Binds all processes of the service to a client, for those who think in clients:",
      "`const service = bindProcesses(client)`, then `service.someProcess(inputs)`.",
    ]),
    "export function bindProcesses(client: Client): BoundProcesses {\n",
    members.length === 0
      ? "  return {};\n"
      : `  return {\n${members.join("")}  };\n`,
    "}",
  ].join("");
}

/** A member that binds a process, with the line breaks that Prettier gives it. */
function memberText(name: string): string {
  const layout = DOC.group([
    `${name}:`,
    DOC.indent([DOC.line, "bindProcess("]),
  ]);
  const [key = "", call] = printed(layout, 4).split("\n");
  const options = { indent: call === undefined ? 4 : 6, lastComma: true };
  const text = bracketed(call?.trim() ?? key, [name, "client"], "),", options);
  return call === undefined ? text : `${key}\n      ${text}`;
}
