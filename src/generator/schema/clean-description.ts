import type { DescribedProcess } from "../description/describe-processes.js";
import type {
  ProcessDescription,
  ValueDescription,
} from "../description/process-description.js";
import type { Diagnostic } from "../diagnostic.js";
import { createSchemaCleaner } from "./clean-schema.js";
import type { CleanSchema } from "./json-schema.js";
import type { SchemaLimits } from "./limits.js";
import type { ReferenceResolver } from "./references.js";
import { soundSchemas } from "./sound-schemas.js";
import { createTypeViewer, type TypeViewer } from "./type-view.js";
import { withinLimits } from "./within-limits.js";

/** Schemas of the inputs and outputs of one process. */
export interface ValueSchemas {
  /** Schemas of the inputs, in the order of the description. */
  readonly inputs: readonly CleanSchema[];
  /** Schemas of the outputs, in the order of the description. */
  readonly outputs: readonly CleanSchema[];
  /** What these schemas refer to, by key. */
  readonly definitions: ReadonlyMap<string, CleanSchema>;
}

/**
 * The clean schemas of one process, twice: those that the package exports admit
 * what the server described; the others are the view that types are made from,
 * which says in a narrower way what the server means.
 */
export interface CleanedSchemas {
  /** What the package exports. */
  readonly exported: ValueSchemas;
  /** What types are made from; the same object as `exported` where no schema differs. */
  readonly view: ValueSchemas;
  /** The names that the server gives definitions, by key, for those that have one. */
  readonly definitionNames: ReadonlyMap<string, string>;
  /** Whether a schema is only read or only written: then inputs and outputs may differ. */
  readonly marksRoles: boolean;
  /** Findings about the schemas. */
  readonly diagnostics: readonly Diagnostic[];
}

/** A process whose schemas are clean: all that its model is built from. */
export interface CleanedProcess {
  /** The id under which the server lists the process. */
  readonly id: string;
  /** Absent where the process cannot be generated: then a diagnostic tells why. */
  readonly description?: ProcessDescription;
  /** Absent where the process cannot be generated: then a diagnostic tells why. */
  readonly schemas?: CleanedSchemas;
  /** Findings about the description, without those about the schemas. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Cleans the schemas of one process.
 *
 * @param resolver - follows the references of its description.
 */
export function cleanDescription(
  { id, description, diagnostics }: DescribedProcess,
  resolver: ReferenceResolver,
  limits?: SchemaLimits,
): CleanedProcess {
  if (description === undefined) return { id, diagnostics };
  const cleaner = createSchemaCleaner(id, resolver, limits);
  const { value, excess } = withinLimits(id, () => {
    const clean = ({ schema, schemaPointer }: ValueDescription) =>
      cleaner.clean(schema, schemaPointer);
    const translated = {
      inputs: description.inputs.map(clean),
      outputs: description.outputs.map(clean),
      definitions: cleaner.definitions,
    };
    const exported = sound(translated, cleaner.weakened);
    const viewer = createTypeViewer(id, cleaner, limits);
    return {
      exported,
      view: viewOfAll(description, translated, viewer),
      found: viewer.diagnostics,
    };
  });
  if (excess !== undefined)
    return { id, diagnostics: [...diagnostics, excess] };
  const { exported, view, found } = value;
  return {
    id,
    description,
    schemas: {
      exported,
      view,
      definitionNames: cleaner.definitionNames,
      marksRoles: cleaner.marksRoles(),
      diagnostics: [...cleaner.diagnostics, ...found],
    },
    diagnostics,
  };
}

function sound(
  translated: ValueSchemas,
  weakened: ReadonlySet<object>,
): ValueSchemas {
  const { inputs, outputs, definitions } = translated;
  const schemas = [...inputs, ...outputs];
  const found = soundSchemas({ schemas, definitions }, weakened);
  if (found.definitions === definitions) return translated;
  return {
    inputs: found.schemas.slice(0, inputs.length),
    outputs: found.schemas.slice(inputs.length),
    definitions: found.definitions,
  };
}

function viewOfAll(
  { inputs, outputs }: ProcessDescription,
  exported: ValueSchemas,
  viewer: TypeViewer,
): ValueSchemas {
  const views = (
    values: readonly ValueDescription[],
    schemas: readonly CleanSchema[],
  ) =>
    values.map(({ schemaPointer }, index) =>
      viewer.view(schemas[index] ?? {}, schemaPointer),
    );
  const view: ValueSchemas = {
    inputs: views(inputs, exported.inputs),
    outputs: views(outputs, exported.outputs),
    definitions: viewer.definitions(),
  };
  return isSame(view, exported) ? exported : view;
}

function isSame(view: ValueSchemas, exported: ValueSchemas): boolean {
  return (
    view.inputs.every((schema, index) => schema === exported.inputs[index]) &&
    view.outputs.every((schema, index) => schema === exported.outputs[index]) &&
    [...view.definitions].every(
      ([key, schema]) => schema === exported.definitions.get(key),
    )
  );
}
