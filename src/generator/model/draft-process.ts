import type { ProcessDescription } from "../description/process-description.js";
import type { Diagnostic } from "../diagnostic.js";
import type {
  CleanedSchemas,
  ValueSchemas,
} from "../schema/clean-description.js";
import { createAllowance, type SchemaLimits } from "../schema/limits.js";
import { documentationOf } from "./documentation.js";
import { identifyDrafts } from "./identify-drafts.js";
import { impossibleInputs } from "./impossible-inputs.js";
import { inputModel } from "./inputs.js";
import { typeName } from "./name-registry.js";
import { outputModel } from "./outputs.js";
import type { ProcessNames } from "./process-names.js";
import { processSchemas } from "./process-schemas.js";
import { withType } from "./rename-references.js";
import { roleSchemas } from "./role-schemas.js";
import type {
  Documentation,
  ProcessModel,
  TypeExpression,
} from "./service-model.js";
import { TypeDrafts, type TypeDraft } from "./type-drafts.js";
import { SchemaTyper } from "./type-of-schema.js";
import type { PlaceOf } from "./type-place.js";

/** A process whose types have no names yet: these are planned for all processes together. */
export interface DraftedProcess {
  readonly process: Omit<ProcessModel, "enumerations" | "types">;
  readonly names: ProcessNames;
  readonly drafts: readonly TypeDraft[];
  /** Findings about the types. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Turns the cleaned schemas of one process into types.
 *
 * @throws SchemaTooLargeError where that takes more steps than the limit allows.
 */
export function draftProcess(
  description: ProcessDescription,
  schemas: CleanedSchemas,
  names: ProcessNames,
  limits: SchemaLimits,
): DraftedProcess {
  const { id, version, jobControlOptions, outputTransmission, links } =
    description;
  const { marksRoles } = schemas;
  const exported = roleSchemas(schemas.exported, marksRoles);
  const view =
    schemas.view === schemas.exported
      ? exported
      : roleSchemas(schemas.view, marksRoles);
  const drafts = new TypeDrafts(id);
  const spend = createAllowance(
    limits.steps,
    `The schemas refer to each other so often that their types take more than ${limits.steps} steps.`,
  );
  const typerOf = ({ definitions }: ValueSchemas) =>
    new SchemaTyper(
      id,
      {
        definitions,
        names: schemas.definitionNames,
        differs: view.differs,
      },
      drafts,
      spend,
    );
  const inputTyper = typerOf(view.input);
  const outputTyper =
    view.output === view.input ? inputTyper : typerOf(view.output);
  const typers = new Set([inputTyper, outputTyper]);
  const placeOf: PlaceOf = ({ name, schemaPointer }, role) => ({
    name: `${names.typePrefix}${typeName(name, "Value")}`,
    owner: "process",
    role,
    pointer: schemaPointer,
  });
  const inputs = description.inputs.map((input, index) =>
    inputModel(input, view.input.inputs[index] ?? {}, placeOf, inputTyper),
  );
  const outputs = description.outputs.map((output, index) =>
    outputModel(output, view.output.outputs[index] ?? {}, placeOf, outputTyper),
  );
  const identified = identifyDrafts(drafts.all, id);
  const typed = <Value extends { readonly type: TypeExpression }>(
    value: Value,
  ): Value => withType(value, identified.rename(value.type));
  const exportedSchemas = processSchemas(description, inputs, exported);
  return {
    process: {
      id,
      ...(version === undefined ? {} : { version }),
      functionName: names.functionName,
      inputsTypeName: names.inputsTypeName,
      outputsTypeName: names.outputsTypeName,
      fileName: names.fileName,
      ...(jobControlOptions === undefined ? {} : { jobControlOptions }),
      ...(outputTransmission === undefined ? {} : { outputTransmission }),
      ...(links.length === 0 ? {} : { links }),
      inputs: inputs.map(typed),
      outputs: outputs.map(typed),
      documentation: processDocumentation(description),
      schemas: exportedSchemas,
      typeSchemas:
        view === exported
          ? exportedSchemas
          : processSchemas(description, inputs, view),
    },
    names,
    drafts: identified.drafts,
    diagnostics: [
      ...[...typers].flatMap((typer) => typer.diagnostics),
      ...impossibleInputs(id, inputs, description.inputs, drafts.all),
    ],
  };
}

function processDocumentation({
  title,
  description,
  keywords,
}: ProcessDescription): Documentation {
  const tags =
    keywords.length === 0
      ? []
      : [{ name: "keywords", text: keywords.join(", ") }];
  return documentationOf(title, description, tags);
}
