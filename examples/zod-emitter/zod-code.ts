import type {
  Documentation,
  EmitterTools,
  PropertyModel,
  TypeExpression,
} from "s2gos-codegen";

/** What code is printed with. */
export interface Print {
  readonly tools: EmitterTools;
  /** Names of the types that are declared in the package's types.ts, as seen from another file. */
  readonly shared: ReadonlySet<string>;
  /** Gets the modules that the printed code uses. */
  readonly used: Set<"runtime" | "shared">;
}

/** Module specifiers, as literals. */
export interface ModulePaths {
  /** Of the types that the module has schemas for. */
  readonly types: string;
  readonly runtime: string;
  /** Of the schemas of shared types. */
  readonly shared: string;
}

/**
 * The text of a module with one schema for each type, such as `PathRefSchema` for `PathRef`. The types are imported as
 * members of one name, so that a type that is itself called `PathRefSchema` is in nobody's way.
 */
export function moduleText(
  { types, runtime, shared }: ModulePaths,
  schemas: readonly { readonly name: string; readonly code: string }[],
  { used }: Print,
): string {
  const declarations = schemas.map(
    ({ name, code }) =>
      `/** Checks values of the type {@link types.${name}}. */\nexport const ${name}Schema: z.ZodType<types.${name}> = ${code};`,
  );
  return [
    ...(schemas.length === 0
      ? ["export {};"]
      : ['import { z } from "zod";', `import type * as types from ${types};`]),
    ...(used.has("runtime")
      ? [`import type * as runtime from ${runtime};`]
      : []),
    ...(used.has("shared") ? [`import * as shared from ${shared};`] : []),
    "",
    ...declarations,
  ].join("\n");
}

/** The schema of an object. Members that are not described are allowed, as the server allows them. */
export function objectCode(
  properties: readonly PropertyModel[],
  print: Print,
): string {
  return `z.looseObject(${shapeCode(properties, print)})`;
}

function shapeCode(properties: readonly PropertyModel[], print: Print): string {
  const members = properties.map(({ name, type, optional, documentation }) => {
    const code = typeCode(type, documentation, print);
    return `${print.tools.propertyKey(name)}: ${code}${optional ? ".exactOptional()" : ""},`;
  });
  return `{ ${members.join(" ")} }`;
}

/** The schema of a type, with the bounds that its documentation tells. */
export function typeCode(
  type: TypeExpression,
  documentation: Documentation,
  print: Print,
): string {
  const inner = (part: TypeExpression) => typeCode(part, { tags: [] }, print);
  switch (type.kind) {
    case "keyword":
      return `z.${type.name}()${type.name === "number" ? boundsOf(documentation, NUMBER_BOUNDS) : ""}`;
    case "literal":
      return `z.literal(${literalCode(type.value, print)})`;
    case "array":
      return `z.array(${inner(type.element)})${boundsOf(documentation, ARRAY_BOUNDS)}`;
    case "tuple": {
      const { elements, required = elements.length, rest } = type;
      const items = elements.map((element, index) =>
        index < required ? inner(element) : `${inner(element)}.exactOptional()`,
      );
      return `z.tuple([${items.join(", ")}]${rest === undefined ? "" : `, ${inner(rest)}`})`;
    }
    case "union":
      return `z.union([${type.members.map((member) => typeCode(member, documentation, print)).join(", ")}])`;
    case "object": {
      const { properties, additional } = type;
      if (additional === undefined) return objectCode(properties, print);
      return properties.length === 0
        ? `z.record(z.string(), ${inner(additional)})`
        : `z.object(${shapeCode(properties, print)}).catchall(${inner(additional)})`;
    }
    case "tagged":
      return `z.intersection(${inner(type.base)}, z.looseObject({ ${print.tools.propertyKey(type.property)}: ${inner(type.value)} }))`;
    case "reference": {
      // Types may refer to themselves, and to others that are declared later.
      const name = `${print.tools.identifier(type.name)}Schema`;
      if (!print.shared.has(type.name)) return `z.lazy(() => ${name})`;
      print.used.add("shared");
      return `z.lazy(() => shared.${name})`;
    }
    case "runtime":
      // Files, links and geometries: the client checks these itself.
      print.used.add("runtime");
      return `z.custom<runtime.${print.tools.identifier(type.name)}>()`;
  }
}

/** Numbers may be negative or -0, which only their own text says; texts are the server's. */
function literalCode(value: boolean | number | string, print: Print): string {
  return typeof value === "string"
    ? print.tools.stringLiteral(value)
    : Object.is(value, -0)
      ? "-0"
      : String(value);
}

/** Methods of Zod by the tags of the documentation. */
const NUMBER_BOUNDS: Readonly<Record<string, string>> = {
  minimum: "gte",
  maximum: "lte",
  exclusiveMinimum: "gt",
  exclusiveMaximum: "lt",
};
const ARRAY_BOUNDS: Readonly<Record<string, string>> = {
  minItems: "min",
  maxItems: "max",
};

function boundsOf(
  { tags }: Documentation,
  methods: Readonly<Record<string, string>>,
): string {
  return tags
    .map(({ name, text }) => {
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      // A number that JavaScript does not hold exactly would be another bound.
      const isExact = String(Number(text)) === text;
      return method === undefined || !isExact ? "" : `.${method}(${text})`;
    })
    .join("");
}
