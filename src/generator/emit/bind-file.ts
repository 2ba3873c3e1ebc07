import type { ProcessModel } from "../model/types.js";
import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { importLayout } from "./imports.js";
import { blocks, doc, lines, printLayout, type Doc } from "./layout.js";
import { docLine, identifier } from "./text.js";

/**
 * The text of `bind.ts`: the processes as methods. It names every process, so
 * it is an entry point of its own: whoever imports single functions does not
 * bundle the others.
 */
export function bindFile(
  processes: readonly ProcessModel[],
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

function interfaceOf(processes: readonly ProcessModel[]): Doc {
  const members = processes.map(({ functionName, documentation }): Doc => [
    docComment(
      documentation.title === undefined ? [] : [docLine(documentation.title)],
    ),
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

function functionOf(processes: readonly ProcessModel[]): Doc {
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
