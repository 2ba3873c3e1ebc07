import type { CleanSchema } from "../schema/json-schema.js";
import { documentationOf, schemaTags, titleBeside } from "./documentation.js";
import type { Documentation, DocumentationTag } from "./service-model.js";
import { titleOfValue } from "./suggested-name.js";

/** The schema, with the description of its input or output where the title of that names the schema's type. */
export function withValueDescription(
  schema: CleanSchema,
  value: { readonly title?: string; readonly description?: string },
): CleanSchema {
  const namesType = titleOfValue(value.title) !== undefined;
  return namesType &&
    schema.description === undefined &&
    value.description !== undefined
    ? { ...schema, description: value.description }
    : schema;
}

/** What the description of an input or output says, completed by its schema. */
export function valueDocumentation(
  value: {
    readonly name: string;
    readonly title?: string;
    readonly description?: string;
  },
  schema: CleanSchema,
  tags: readonly DocumentationTag[] = [],
): Documentation {
  const title = value.title ?? schema.title;
  // A title that names the value's type is printed with the type already.
  const isName = titleOfValue(title) !== undefined;
  const own = schemaTags(schema);
  return documentationOf(
    isName ? undefined : titleBeside(title, value.name),
    value.description ?? schema.description,
    tags.length === 0 ? own : [...own, ...tags],
  );
}
