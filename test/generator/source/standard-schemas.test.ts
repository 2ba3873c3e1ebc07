import { expect, it } from "vitest";
import { standardSchema } from "../../../src/generator/source/standard-schemas.js";

it.each([
  "http://json-schema.org/draft-07/schema",
  "http://json-schema.org/draft-06/schema",
  "https://json-schema.org/draft/2019-09/schema",
  "https://json-schema.org/draft/2020-12/schema",
  "https://json-schema.org/draft/2020-12/meta/format-annotation",
])("the schema %s", (address) => {
  const { $id } = standardSchema(address) as { readonly $id: string };
  expect($id.replace(/#$/, "")).toBe(address);
});

it.each([
  "http://json-schema.org/draft-04/schema",
  "https://json-schema.org/draft/2020-12/meta/nothing",
  "https://json-schema.org/draft/2020-12/../../../package",
  "https://example.org/draft/2020-12/schema",
])("no schema %s", (address) => {
  expect(standardSchema(address)).toBeUndefined();
});
