import type {
  DescribedValues,
  Description,
  SchemaDocument,
} from "./description.js";

/** The same processes as an OpenAPI 3.0 document, which other generators read. */
export function openApiDocument(processes: readonly Description[]): object {
  return {
    openapi: "3.0.3",
    info: { title: "Bench", version: "1.0.0" },
    servers: [{ url: "http://127.0.0.1:8080" }],
    paths: Object.fromEntries(
      processes.map((process) => [
        `/processes/${process.id}/execution`,
        { post: operation(process) },
      ]),
    ),
  };
}

function operation(process: Description): object {
  const { id, title, description, inputs, outputs } = process;
  const required = Object.keys(inputs).filter((name) =>
    isRequired(inputs, name),
  );
  const body = {
    type: "object",
    required: ["inputs"],
    properties: {
      inputs: {
        type: "object",
        properties: properties(inputs),
        ...(required.length === 0 ? {} : { required }),
      },
    },
  };
  const results = {
    type: "object",
    properties: properties(outputs),
    required: Object.keys(outputs),
  };
  return {
    operationId: id,
    summary: title,
    description,
    tags: ["processes"],
    requestBody: { required: true, content: jsonContent(body) },
    responses: {
      200: { description: "Results", content: jsonContent(results) },
    },
  };
}

function isRequired(inputs: DescribedValues, name: string): boolean {
  return (inputs[name]?.minOccurs ?? 1) > 0;
}

function jsonContent(schema: SchemaDocument): object {
  return { "application/json": { schema } };
}

function properties(values: DescribedValues): object {
  return Object.fromEntries(
    Object.entries(values).map(([name, { schema, description }]) => [
      name,
      { ...(plain(schema) as object), description },
    ]),
  );
}

/** OpenAPI 3.0 says of binary content only that it is binary; strict readers refuse the rest. */
function plain(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(plain);
  if (typeof schema !== "object" || schema === null) return schema;
  if ("contentMediaType" in schema || "contentEncoding" in schema) {
    return { type: "string", format: "binary" };
  }
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, plain(value)]),
  );
}
