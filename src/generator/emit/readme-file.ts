import type { ProcessModel } from "../model/service-model.js";
import type {
  EmitOptions,
  PackageContext,
  PrintingContext,
} from "./package-context.js";
import { fillTemplate, templateText } from "./template.js";
import { plainLine, plainText, stringLiteral } from "./text.js";
import { usageCode } from "./usage-code.js";

/** The text of the package's README, with a usage example for each process. */
export function readmeFile(context: PackageContext): string {
  const { model, options, packageName, processes } = context;
  const [first] = processes;
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
    kind: kindText(context),
    needs: needsText(options),
    processes: processes.map(({ section }) => section).join("\n\n"),
  });
}

/** What a program imports: the package by its name, or the folder by a path, which depends on the program. */
function importedModule({
  kind,
  packageName,
  pathOf,
}: PrintingContext): string {
  return kind === "folder" ? pathOf("./generated/index") : packageName;
}

/** How the package belongs to the project that it is used in. */
function kindText({ kind, options }: PrintingContext): string {
  if (kind === "folder") {
    const ending = ENDING_TEXTS[options.importExtension ?? "js"];
    return `These are TypeScript sources, which the project around them compiles, bundles or runs as its own: there is nothing to build. Commit the folder as it is, with its \`.s2gos-codegen.json\`. In the examples, it is the folder \`generated\` beside the program; ${ending}.`;
  }
  return kind === "sources"
    ? "The other packages of a workspace import these TypeScript sources by the package's name: there is nothing to build. `--emit js` writes a package to publish."
    : "It is JavaScript with type declarations: `npm publish` takes the folder as it is.";
}

const ENDING_TEXTS = {
  js: "its imports end in `.js`, as `tsc` for Node.js needs it (`--import-extension` changes that)",
  ts: "its imports end in `.ts`, as Node.js, Deno and the compiler option `allowImportingTsExtensions` take it (`--import-extension` changes that)",
  none: "its imports have no ending, as bundlers and CommonJS take it (`--import-extension` changes that)",
} as const;

function needsText({ runtimeImport }: EmitOptions): string {
  if (runtimeImport !== undefined) {
    return `It needs the package of ${code(runtimeImport.module)}.`;
  }
  return `It needs no other package. In Node.js (20.19 or newer), \`npm install ${UNDICI}\` beside it lets it use proxies and wait longer than five minutes for a response; without it, and in browsers, Bun, Deno and workers, \`fetch\` is used.`;
}

/** The newest undici that each supported version of Node.js can run. */
const UNDICI = "undici@7";

/** The section of a process: what it is, and an example of its use. */
export function processSection(
  process: ProcessModel,
  context: PrintingContext,
): string {
  const module = importedModule(context);
  const call = context.examples.get(process.id);
  const title = markdownLine(process.documentation.title ?? "");
  const description = firstParagraph(process.documentation.description ?? "");
  let text = `### \`${process.functionName}\`\n\n`;
  if (title !== "") text += `**${title}**\n\n`;
  if (description !== "") text += `${description}\n\n`;
  text += `Process ${code(process.id)}. Inputs: ${names(process.inputs)}. Outputs: ${names(process.outputs)}.`;
  if (call === undefined) return text;
  return `${text}\n\n\`\`\`ts\nimport { ${process.functionName} } from ${stringLiteral(module)};\n\n${call}\n\`\`\``;
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
  const line = plainLine(text);
  if (PROSE.test(line)) return line;
  return line
    .split(ADDRESS)
    .map((part, index) => (index % 2 === 1 ? `<${part}>` : escaped(part)))
    .join("")
    .replace(BLOCK_START, "$1\\$2");
}

/** A line of words, as most are: nothing of it means anything to Markdown. */
const PROSE = /^(?:[A-Za-z][A-Za-z\d "'(),.:;?-]*)?$/;

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
