import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { SourceProcess } from "../../src/generator/source/source.js";

type Render = (element: unknown) => string;
type CreateElement = (component: unknown, properties: object) => unknown;

/** How the form library and its validator say that they cannot show a schema. */
const REFUSED = /Unsupported field schema|Unknown field type|Missing items/;

/**
 * Makes the form of the React example for each description, as a server of pages would.
 *
 * @param folder - the installed example, whose form was built into `ssr` for Node.js
 * @returns What is wrong, a line for each: a form that throws, a part that cannot be shown, or a warning.
 */
export async function complaintsOfForms(
  folder: string,
  descriptions: readonly SourceProcess[],
): Promise<readonly string[]> {
  const ofExample = createRequire(join(folder, "package.json"));
  const { renderToStaticMarkup } = ofExample("react-dom/server") as {
    readonly renderToStaticMarkup: Render;
  };
  const { createElement } = ofExample("react") as {
    readonly createElement: CreateElement;
  };
  const built = pathToFileURL(join(folder, "ssr/inputs-form.js"));
  const form = (await import(built.href)) as { readonly default: unknown };
  return descriptions.flatMap(({ id, document }) =>
    complaintsOf(() =>
      renderToStaticMarkup(
        createElement(form.default, {
          description: document,
          isSubmitting: false,
          onSubmit: () => undefined,
        }),
      ),
    ).map((complaint) => `${id}: ${complaint}`),
  );
}

function complaintsOf(render: () => string): readonly string[] {
  const complaints: string[] = [];
  const { error, warn } = console;
  console.error = console.warn = (...words: readonly unknown[]) => {
    complaints.push(words.map(String).join(" "));
  };
  try {
    const html = render();
    const [refused] = REFUSED.exec(html) ?? [];
    if (refused !== undefined) complaints.push(refused);
    if (!html.includes("<form")) complaints.push("There is no form.");
  } catch (thrown) {
    complaints.push(String(thrown));
  } finally {
    Object.assign(console, { error, warn });
  }
  return complaints;
}
