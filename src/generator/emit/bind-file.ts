import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importTexts } from "./imports.js";
import { bracketed } from "./bracketed.js";
import { fileText } from "./layout.js";
import { docLine, identifier } from "./text.js";

/** What is to be known of a process to bind it. */
export interface BoundProcess {
  readonly functionName: string;
  readonly fileName: string;
  readonly title?: string;
}

/**
 * The text of `bind.ts`: the processes as methods. It names every process, so
 * it is an entry point of its own: whoever imports single functions does not
 * bundle the others.
 */
export function bindFile(
  processes: readonly BoundProcess[],
  runtimeModule: string,
): string {
  return fileText([
    BANNER,
    [
      ...processes.flatMap(({ functionName, fileName }) =>
        importTexts(
          [{ name: functionName, type: false }],
          `./processes/${fileName}.js`,
        ),
      ),
      ...importTexts(
        [
          { name: "bindProcess", type: false },
          { name: "Client", type: true },
        ],
        runtimeModule,
      ),
    ].join("\n"),
    interfaceOf(processes),
    functionOf(processes),
  ]);
}

function interfaceOf(processes: readonly BoundProcess[]): string {
  const members = processes.map(
    ({ functionName, title }) =>
      docComment(title === undefined ? [] : [docLine(title)], 2) +
      `  readonly ${identifier(functionName)}: typeof ${functionName};\n`,
  );
  return [
    docComment(["The processes of the service, bound to one client."]),
    "export interface BoundProcesses {\n",
    // Without members, there is still a line between the braces.
    members.length === 0 ? "\n" : members.join(""),
    "}",
  ].join("");
}

function functionOf(processes: readonly BoundProcess[]): string {
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
