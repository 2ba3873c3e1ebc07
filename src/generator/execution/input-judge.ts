import { fits } from "../../runtime/results/fits.js";
import { ConfigError, type Validator } from "../../runtime/index.js";
import { valueShape } from "../emit/value-shape.js";
import { isJsonArray, isJsonObject, ownMember, pointerToken } from "../json.js";
import type { DescribedProcess } from "./described-process.js";
import { processValidator } from "./process-validator.js";

/** Decides which reading of a text an input takes. */
export interface InputJudge {
  /** Whether it is what the schema describes. */
  readonly isValid: (value: unknown) => Promise<boolean>;
  /** Whether it is of a type that the schema describes. */
  readonly isOfType: (value: unknown) => boolean;
}

/** The judges of an input: of its whole value, and of each item where that is a list. */
export interface InputJudges {
  readonly whole: InputJudge;
  readonly item: InputJudge;
}

/** The judges of the inputs of a process, by name. */
export function judgesOf(
  process: DescribedProcess,
): (name: string) => InputJudges {
  const { model, schemas } = process;
  const whole = processValidator(schemas);
  const items = processValidator({
    ...schemas,
    inputs: itemsOfAll(schemas.inputs),
  });
  return (name) => {
    const shape = valueShape(model.typeSchemas.inputs, name);
    return {
      whole: {
        isValid: (value) => isValid(whole, model.id, name, value),
        // Without a shape, all that it takes is content.
        isOfType: (value) => shape !== undefined && fits(value, shape),
      },
      item: {
        isValid: (value) => isValid(items, model.id, name, value),
        isOfType: (value) => fits(value, shape?.items),
      },
    };
  };
}

/** A schema that the validator cannot compile is reported when the inputs are checked, not here. */
async function isValid(
  validate: Validator,
  id: string,
  name: string,
  value: unknown,
): Promise<boolean> {
  try {
    const faults = await validate(id, "inputs", { [name]: value }, new Set());
    // Others that are missing are reported when the inputs are checked.
    const own = `/${pointerToken(name)}`;
    return !faults.some(({ pointer }) => `${pointer}/`.startsWith(`${own}/`));
  } catch (error) {
    if (error instanceof ConfigError) return false;
    throw error;
  }
}

/** For each input, what the items of its lists may be. */
function itemsOfAll(
  root: DescribedProcess["schemas"]["inputs"],
): DescribedProcess["schemas"]["inputs"] {
  const { $defs, properties } = root;
  const definitions = isJsonObject($defs) ? $defs : {};
  const described = isJsonObject(properties) ? properties : {};
  return {
    $defs: definitions,
    properties: Object.fromEntries(
      Object.entries(described).map(([name, schema]) => {
        const items = itemsIn(schema, definitions, new Set());
        return [name, items.length === 0 ? {} : { anyOf: items }];
      }),
    ),
  };
}

/** The schemas of items in a schema of lists, and of other values beside these. */
function itemsIn(
  schema: unknown,
  definitions: Readonly<Record<string, unknown>>,
  seen: Set<unknown>,
): readonly unknown[] {
  if (!isJsonObject(schema) || seen.has(schema)) return [];
  seen.add(schema);
  const { $ref, items, allOf, anyOf, oneOf } = schema;
  const inner = [allOf, anyOf, oneOf].filter(isJsonArray).flat();
  if (typeof $ref === "string" && $ref.startsWith("#/$defs/")) {
    inner.push(ownMember(definitions, $ref.slice("#/$defs/".length)));
  }
  return [
    ...(items === undefined || isJsonArray(items) ? [] : [items]),
    ...inner.flatMap((part) => itemsIn(part, definitions, seen)),
  ];
}
