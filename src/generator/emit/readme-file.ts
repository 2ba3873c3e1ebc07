import type { ProcessModel, ServiceModel } from "../model/types.js";
import { exampleCall } from "./process-file.js";
import { fillTemplate } from "./template.js";
import { docLine, docText } from "./text.js";

/** The text of the package's README, with a usage example for each process. */
export function readmeFile(
  template: string,
  model: ServiceModel,
  packageName: string,
): string {
  const [first] = model.processes;
  return fillTemplate(template, {
    title: markdownLine(model.title ?? packageName),
    description:
      model.description === undefined
        ? "A typed client of an OGC API - Processes server."
        : markdownText(model.description),
    packageName,
    functionName: first?.functionName ?? "",
    processes: model.processes
      .map((process) => processSection(process, model, packageName))
      .join("\n\n"),
  });
}

function processSection(
  process: ProcessModel,
  model: ServiceModel,
  packageName: string,
): string {
  const { title, description } = process.documentation;
  const call = exampleCall(process, model.types);
  const example =
    call === undefined
      ? []
      : [
          "",
          "```ts",
          `import { ${process.functionName} } from "${packageName}";`,
          "",
          call,
          "```",
        ];
  return [
    `### \`${process.functionName}\``,
    "",
    ...(title === undefined ? [] : [`**${markdownLine(title)}**`, ""]),
    ...(description === undefined ? [] : [firstParagraph(description), ""]),
    `Process \`${codeText(process.id)}\`. ` +
      `Inputs: ${names(process.inputs)}. Outputs: ${names(process.outputs)}.`,
    ...example,
  ].join("\n");
}

function names(values: readonly { readonly name: string }[]): string {
  return values.length === 0
    ? "none"
    : values.map(({ name }) => `\`${codeText(name)}\``).join(", ");
}

function firstParagraph(text: string): string {
  const described = docText(text);
  const end = described.indexOf("");
  return markdownLine(
    (end === -1 ? described : described.slice(0, end)).join(" "),
  );
}

function markdownText(text: string): string {
  return docText(text).map(escapeMarkdown).join("\n");
}

function markdownLine(text: string): string {
  return escapeMarkdown(docLine(text));
}

/** No text of a server may become a tag, a link, a heading or a code fence. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~!]/g, "\\$&");
}

function codeText(text: string): string {
  return docLine(text).replaceAll("`", "'");
}
