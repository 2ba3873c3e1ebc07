import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importTexts } from "./imports.js";
import { bracketed } from "./bracketed.js";
import { fileText } from "./layout.js";
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
    "export interface BoundProcesses {\n",
    // Prettier keeps a line between braces without members.
    members.length === 0 ? "\n" : members.join(""),
    "}",
  ].join("");
}

function bindProcessesText(processes: readonly ExportedProcess[]): string {
  const members = processes.map(({ functionName }) => {
    const name = identifier(functionName);
    const text = bracketed(`${name}: bindProcess(`, [name, "client"], "),", {
      indent: 4,
      lastComma: true,
    });
    return `    ${text}\n`;
  });
  return [
    docComment([
      "Binds all processes of the service to a client, for those who think in clients:",
      "`const service = bindProcesses(client)`, then `service.someProcess(inputs)`.",
    ]),
    "export function bindProcesses(client: Client): BoundProcesses {\n",
    "  return {\n",
    members.length === 0 ? "\n" : members.join(""),
    "  };\n",
    "}",
  ].join("");
}
