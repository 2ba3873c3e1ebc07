import { compactModel } from "../generator/compact-model.js";
import { compareModels } from "../../src/generator/drift/changes.js";
import type { Diagnostic } from "../../src/generator/diagnostic.js";
import { upperFirst } from "../../src/generator/model/process-names.js";
import type {
  NamedType,
  ProcessModel,
  ServiceModel,
  TypeExpression,
} from "../../src/generator/model/service-model.js";
import { canonicalJson, type Json } from "../../src/generator/json.js";
import type { Random } from "../random.js";
import { buildModel } from "../generator/build-model.js";

/** A process as a server describes it. */
export interface Described {
  readonly id: string;
  readonly document: Readonly<Record<string, Json>>;
}

type Schema = Readonly<Record<string, Json>>;

const IDS = [
  "ndvi",
  "ndvi-area",
  "ndvi_area",
  "mosaic",
  "Mosaic",
  "clip.raster",
  "clip-raster",
  "a-b",
  "a_b",
  "aB",
  "move",
  "point",
  "delete",
  "218",
  "数据",
];

const INPUTS = ["area", "area_mask", "mask", "value", "Inputs", "item-size"];

/** Names of classes, of the platform, of the runtime, and such as other names have. */
const TITLES = [
  "Item",
  "Item",
  "Depth Range",
  "Point",
  "PointType",
  "Map",
  "NdviInputs",
  "NdviArea",
  "Mosaic Outputs",
  "Color",
  "a caption in words that is longer than any name of a class",
];

const KEYS = ["Item", "Item-Input", "Item-Output", "Filter", "Color", "Point"];

/** A random schema of an object, few enough for repetitions. */
function structure(random: Random, depth = 0): Schema {
  const property = random.pick(["x", "y"]);
  const nested = depth < 2 && random.chance(0.3);
  return {
    type: "object",
    properties: {
      [property]: nested
        ? structure(random, depth + 1)
        : { type: random.pick(["number", "string"]) },
    },
  };
}

function titled(random: Random, schema: Schema): Schema {
  return random.chance(0.5)
    ? { title: random.pick(TITLES), ...schema }
    : schema;
}

/** Definitions as classes of programs become them: objects, enumerations, types that contain themselves or each other. */
function definition(random: Random, key: string): Schema {
  if (key === "Color") {
    return { type: "string", enum: ["red", random.pick(["green", "blue"])] };
  }
  const self = { $ref: `#/$defs/${random.pick([key, "Filter"])}` };
  const schema = structure(random);
  return random.chance(0.4)
    ? {
        ...schema,
        properties: {
          ...(schema["properties"] as Schema),
          children: { type: "array", items: self },
        },
      }
    : titled(random, schema);
}

function valueSchema(random: Random): Schema {
  if (random.chance(0.4)) return { $ref: `#/$defs/${random.pick(KEYS)}` };
  if (random.chance(0.2)) return { enum: ["a", "b"] };
  const schema = titled(random, structure(random));
  return random.chance(0.2) ? { type: "array", items: schema } : schema;
}

/** A random process. */
export function randomProcess(random: Random, id: string): Described {
  const values = () =>
    Object.fromEntries(
      INPUTS.filter(() => random.chance(0.4)).map((name) => [
        name,
        { schema: valueSchema(random) },
      ]),
    );
  return {
    id,
    document: {
      id,
      inputs: values(),
      outputs: values(),
      $defs: Object.fromEntries(
        [...KEYS].map((key) => [key, definition(random, key)]),
      ),
    },
  };
}

/** Random processes with different ids: at least two. */
export function randomService(random: Random): readonly Described[] {
  const ids = IDS.map((id) => ({ id, place: random.next() }))
    .sort((left, right) => left.place - right.place)
    .slice(0, 2 + random.below(4));
  return ids.map(({ id }) => randomProcess(random, id));
}

/** Every exported name, with what it means: for a type, its structure without the names in it. */
function exportedNames(model: ServiceModel): ReadonlyMap<string, string> {
  const named = new Map<string, TypeExpression>();
  const add = ({ name, type }: NamedType) => named.set(name, type);
  model.types.forEach(add);
  for (const process of model.processes) process.types.forEach(add);
  const names = new Map<string, string>();
  for (const name of named.keys()) {
    const type: TypeExpression = { kind: "reference", name };
    names.set(name, canonicalJson(meaning(type, named, [])));
  }
  for (const process of model.processes) {
    names.set(process.functionName, process.id);
    names.set(process.inputsTypeName, process.id);
    names.set(process.outputsTypeName, process.id);
    for (const { name, input } of process.enumerations) {
      names.set(name, `${process.id} ${input}`);
    }
  }
  return names;
}

/** A type without documentation, in which references are replaced by what they lead to; where that repeats, by how far outside it stands. */
function meaning(
  type: TypeExpression,
  named: ReadonlyMap<string, TypeExpression>,
  within: readonly string[],
): Json {
  if (type.kind === "reference") {
    const target = named.get(type.name);
    const outside = within.indexOf(type.name);
    if (outside !== -1) return outside;
    return target === undefined
      ? type.name
      : target.kind === "reference"
        ? meaning(target, named, within)
        : meaning(target, named, [type.name, ...within]);
  }
  return JSON.parse(
    JSON.stringify(type, (key, value: unknown) =>
      key === "documentation"
        ? undefined
        : isReference(value)
          ? meaning(value, named, within)
          : value,
    ),
  ) as Json;
}

function isReference(
  value: unknown,
): value is Extract<TypeExpression, { kind: "reference" }> {
  return (
    typeof value === "object" &&
    value !== null &&
    "kind" in value &&
    value.kind === "reference"
  );
}

/** What a service exports, and what is said of it. */
async function exported(processes: readonly Described[]): Promise<{
  readonly model: ServiceModel;
  readonly names: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
}> {
  const { model, diagnostics } = await buildModel({ processes });
  return { model, names: exportedNames(model), diagnostics };
}

/** What an added process did to the names of the others. */
export interface Effect {
  /** Names that are gone, or mean something else, although the process brings nothing under them. */
  readonly moved: readonly string[];
  /** Names that are gone because the process brings another structure, or id, under them. */
  readonly forced: readonly string[];
  /** Of the latter, those that no warning names, or that are not called breaking. */
  readonly silent: readonly string[];
}

/** Adds a process, and tells what that did to the names of the others. */
export async function effectOfAdding(
  processes: readonly Described[],
  added: Described,
): Promise<Effect> {
  const before = await exported(processes);
  const after = await exported([...processes, added]);
  const gone = [...before.names]
    .filter(([name, what]) => after.names.get(name) !== what)
    .map(([name]) => name);
  const alone = await exported([added]);
  const renamed = before.model.processes.filter(
    ({ id, functionName }) =>
      after.model.processes.find((process) => process.id === id)
        ?.functionName !== functionName,
  );
  const ofRenamed = new Set(
    renamed.flatMap((process) => namesOf(process, before.model)),
  );
  const brought = new Set([
    ...alone.names.keys(),
    ...contestedNames(alone.diagnostics),
  ]);
  const forced = gone.filter(
    (name) => brought.has(name) || ofRenamed.has(name),
  );
  const changes = compareModels(
    compactModel(before.model),
    compactModel(after.model),
  );
  const warnings = after.diagnostics
    .filter(
      ({ code }) => code.endsWith("-contested") || code.endsWith("-taken"),
    )
    .map(({ message }) => message);
  const silent = forced.filter(
    (name) =>
      isTypeName(name, before.model) &&
      // The types of a process are called after its function, whose new name is told.
      !ofRenamed.has(name) &&
      !(
        changes.some(({ breaking, text }) => breaking && hasWord(text, name)) &&
        warnings.some((text) => hasWord(text, name))
      ),
  );
  return {
    moved: gone.filter((name) => !forced.includes(name)),
    forced,
    silent,
  };
}

/** The names that are made of a process's own name; some of these types are in the file of shared ones. */
function namesOf(
  process: ProcessModel,
  { types }: ServiceModel,
): readonly string[] {
  const { functionName, inputsTypeName, outputsTypeName } = process;
  const prefix = upperFirst(functionName);
  return [
    functionName,
    inputsTypeName,
    outputsTypeName,
    ...process.enumerations.map(({ name }) => name),
    ...[...process.types, ...types]
      .map(({ name }) => name)
      .filter((name) => name.startsWith(prefix)),
  ];
}

/** The names that a process gives several structures: it brings them, although none of its types has them. */
function contestedNames(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics
    .filter(({ code }) => code === "type-name-contested")
    .flatMap(({ message }) => / the name (\S+);/.exec(message)?.[1] ?? []);
}

function isTypeName(name: string, model: ServiceModel): boolean {
  const isIt = (type: NamedType) => type.name === name;
  return (
    model.types.some(isIt) ||
    model.processes.some(({ types }) => types.some(isIt))
  );
}

/** Whether a message has a name, and not only as a part of another. */
function hasWord(text: string, name: string): boolean {
  return text.split(/[\s,;:.()<>[\]|&]+/).includes(name);
}
