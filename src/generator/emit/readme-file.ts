import type { ProcessModel } from "../model/service-model.js";
import type {
  EmitOptions,
  PackageContext,
  PackageKind,
} from "./package-context.js";
import { fillTemplate, templateText } from "./template.js";
import { plainLine, plainText, stringLiteral } from "./text.js";
import { usageCode } from "./usage-code.js";

/** The text of the package's README, with a usage example for each process. */
export function readmeFile(context: PackageContext): string {
  const { examples, kind, model, options, packageName } = context;
  const [first] = model.processes;
  const module = importedModule(context);
  const title = markdownLine(model.title ?? "");
  const description = markdownText(model.description ?? "");
  return fillTemplate(templateText(options.templates, "README.md"), {
    title: title === "" ? packageName : title,
    description:
      description === ""
        ? "A typed client of an OGC API - Processes server."
        : description,
    ...usageCode(first?.functionName ?? "", module),
    kind: KIND_TEXTS[kind],
    needs: needsText(options),
    processes: model.processes
      .map((process) =>
        processSection(process, module, examples.get(process.id)),
      )
      .join("\n\n"),
  });
}

/** What a program imports: the package by its name, or the folder by a path, which depends on the program. */
function importedModule({ kind, packageName, pathOf }: PackageContext): string {
  return kind === "folder" ? pathOf("./generated/index") : packageName;
}

const KIND_TEXTS: Readonly<Record<PackageKind, string>> = {
  folder:
    "The files are TypeScript sources of the project around this folder, which compiles or bundles them with its own; the examples import them from a folder `generated`.",
  sources:
    "The package consists of TypeScript sources: other packages of the same workspace import it by its name, without a build. Generate with `--emit js` what is to be published.",
  compiled:
    "The package consists of JavaScript with type declarations, ready for `npm publish`.",
};

function needsText({ runtimeImport }: EmitOptions): string {
  return runtimeImport === undefined
    ? "In Node.js, install `undici` (version 7 or newer) beside it for answers that take longer than 300 seconds and for proxies; everywhere else, and without it, `fetch` is used."
    : `It needs the package of ${code(runtimeImport.module)}.`;
}

function processSection(
  process: ProcessModel,
  module: string,
  call: string | undefined,
): string {
  const title = markdownLine(process.documentation.title ?? "");
  const description = firstParagraph(process.documentation.description ?? "");
  const example =
    call === undefined
      ? []
      : [
          "",
          "```ts",
          `import { ${process.functionName} } from ${stringLiteral(module)};`,
          "",
          call,
          "```",
        ];
  return [
    `### \`${process.functionName}\``,
    "",
    ...(title === "" ? [] : [`**${title}**`, ""]),
    ...(description === "" ? [] : [description, ""]),
    `Process ${code(process.id)}. ` +
      `Inputs: ${names(process.inputs)}. Outputs: ${names(process.outputs)}.`,
    ...example,
  ].join("\n");
}

function names(values: readonly { readonly name: string }[]): string {
  return values.length === 0
    ? "none"
    : values.map(({ name }) => code(name)).join(", ");
}

function firstParagraph(text: string): string {
  const described = plainText(text);
  const end = described.indexOf("");
  return markdownLine(
    (end === -1 ? described : described.slice(0, end)).join(" "),
  );
}

function markdownText(text: string): string {
  return plainText(text)
    .map((line) => markdownLine(line))
    .join("\n");
}

function markdownLine(text: string): string {
  return plainLine(text)
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escaped(part)))
    .join("")
    .replace(BLOCK_START, "$1\\$2");
}

/** Addresses stay clickable, and show where they lead; escapes in them would break them. */
const ADDRESS =
  /(?<![\p{L}\p{N}])(https?:\/\/[A-Za-z0-9][\w.~:/?#@!$&+,;=%-]*[\w/=#%])/u;

/** Starts of lines that Markdown reads as a list, a heading or a rule. */
const BLOCK_START = /^(\d*)([-+=.)])/;

/** No text of a server may become a tag, a link, a formula or code. Inside a word an underscore is one (CommonMark 0.31, section 6.2). */
function escaped(text: string): string {
  return text.replace(
    /[\\`*{}[\]<>#|~!$&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu,
    "\\$&",
  );
}

function code(text: string): string {
  const line = plainLine(text).replaceAll("`", "'");
  return line === "" ? "(empty)" : `\`${line}\``;
}
