import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { continued, fileText } from "./layout.js";
import type { ExportedProcess, PackageContext } from "./package-context.js";
import { docLine, identifier, propertyKey, stringLiteral } from "./text.js";

/**
 * The text of `processes.ts`: the processes by their ids, for programs that learn at run time which one they need.
 * It names no function in its own scope, so that none can have the name of what it declares, and imports each when it is
 * asked for, so that no program loads the others.
 */
export function registryFile({ exported, pathOf }: PackageContext): string {
  const entries = exported.map((process) => ({
    key: propertyKey(process.id),
    file: stringLiteral(pathOf(`./processes/${process.fileName}`)),
    name: identifier(process.functionName),
    title: process.title,
  }));
  return fileText([
    BANNER,
    interfaceText(entries),
    [
      docComment(["The id of a process of the service."]),
      "export type ProcessId = keyof Processes;",
    ].join(""),
    [
      docComment(["The inputs of a process, by its id."]),
      "export type InputsOf<Id extends ProcessId> = NonNullable<\n",
      "  Parameters<Processes[Id]>[0]\n",
      ">;",
    ].join(""),
    [
      docComment(["The outputs of a process, by its id."]),
      "export type OutputsOf<Id extends ProcessId> = Awaited<\n",
      '  ReturnType<ReturnType<Processes[Id]["job"]>["results"]>\n',
      ">;",
    ].join(""),
    registryText(entries),
  ]);
}

/** A process, with its names as code. */
interface Entry {
  readonly key: string;
  /** The module of its function. */
  readonly file: string;
  readonly name: string;
  readonly title: ExportedProcess["title"];
}

function interfaceText(entries: readonly Entry[]): string {
  const members = entries.map(
    ({ key, file, name, title }) =>
      docComment(title === undefined ? [] : [docLine(title)], 2) +
      `  readonly ${key}: typeof import(${file}).${name};\n`,
  );
  return [
    docComment([
      "The processes of the service as functions, by the ids that the server gives them.",
    ]),
    "export interface Processes {",
    members.length === 0 ? "" : `\n${members.join("")}`,
    "}",
  ].join("");
}

function registryText(entries: readonly Entry[]): string {
  const members = entries.map((entry) => `  ${loaderText(entry)},\n`);
  return [
    docComment([
      "Loads the function of a process, by its id: `const process = await processes[id]()`.",
      "Given to `client.job`, it finds the process that a job belongs to.",
    ]),
    "export const processes: {\n",
    "  readonly [Id in ProcessId]: () => Promise<Processes[Id]>;\n",
    members.length === 0 ? "} = {};" : `} = {\n${members.join("")}};`,
  ].join("");
}

/** A member that imports a function, with the line breaks that Prettier gives it. */
function loaderText({ key, file, name }: Entry): string {
  const start = continued(`${key}:`, "async () => {", 2);
  const indent = start.includes("\n") ? 6 : 4;
  const loaded = continued("const file =", `await import(${file});`, indent);
  const pad = " ".repeat(indent);
  return `${start}\n${pad}${loaded}\n${pad}return file.${name};\n${pad.slice(2)}}`;
}
