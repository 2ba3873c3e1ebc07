import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importLayout } from "./imports.js";
import { blocks, doc, lines, printLayout, type Doc } from "./layout.js";
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
  return printLayout([
    blocks([
      BANNER,
      lines([
        ...processes.flatMap(({ functionName, fileName }) =>
          importLayout(
            [{ name: functionName, type: false }],
            `./processes/${fileName}.js`,
          ),
        ),
        ...importLayout(
          [
            { name: "bindProcess", type: false },
            { name: "Client", type: true },
          ],
          runtimeModule,
        ),
      ]),
      interfaceOf(processes),
      functionOf(processes),
    ]),
    doc.hardline,
  ]);
}

function interfaceOf(processes: readonly BoundProcess[]): Doc {
  const members = processes.map(({ functionName, title }): Doc => [
    docComment(title === undefined ? [] : [docLine(title)]),
    `readonly ${identifier(functionName)}: typeof ${functionName};`,
  ]);
  return [
    docComment(["The processes of the service, bound to one client."]),
    "export interface BoundProcesses {",
    doc.indent([doc.hardline, doc.join(doc.hardline, members)]),
    doc.hardline,
    "}",
  ];
}

function functionOf(processes: readonly BoundProcess[]): Doc {
  const members = processes.map(({ functionName }): Doc =>
    doc.group([
      `${identifier(functionName)}: bindProcess(`,
      doc.indent([doc.softline, functionName, ",", doc.line, "client"]),
      doc.ifBreak(","),
      doc.softline,
      "),",
    ]),
  );
  return [
    docComment([
      "Binds all processes of the service to a client, for those who think in clients:",
      "`const service = bindProcesses(client)`, then `service.someProcess(inputs)`.",
    ]),
    "export function bindProcesses(client: Client): BoundProcesses {",
    doc.indent([
      doc.hardline,
      "return {",
      doc.indent([doc.hardline, doc.join(doc.hardline, members)]),
      doc.hardline,
      "};",
    ]),
    doc.hardline,
    "}",
  ];
}
