import Form from "@rjsf/core";
import type { RJSFSchema, UiSchema } from "@rjsf/utils";
import { customizeValidator } from "@rjsf/validator-ajv8";
import { Ajv2020 } from "ajv/dist/2020.js";
import { useMemo } from "react";
import { initialInputs, schemasOf } from "s2gos-codegen/schema";
import { FORM_FIELDS } from "./form-fields.tsx";
import type { ProcessDescription } from "./generated/index.ts";
import { withTitles } from "./schema-titles.ts";

/** The dialect of the schemas. Formats such as `ogc-bbox` are hints for people: nothing warns of them. */
const VALIDATOR = customizeValidator({
  AjvClass: Ajv2020,
  ajvOptionsOverrides: { logger: false },
});

/** `initialInputs` says with what a form starts: the form adds nothing, so that the server's own defaults count. */
const AS_GIVEN = {
  emptyObjectFields: "skipDefaults",
  arrayMinItems: { populate: "never" },
} as const;

const LOOK: UiSchema = {
  // An object or a list that may be left out is left out until somebody adds it.
  "ui:globalOptions": { enableOptionalDataFieldForType: ["object", "array"] },
};

/** A form of the inputs of a process, made of its description. */
export default function InputsForm({
  description,
  isSubmitting,
  onSubmit,
}: {
  readonly description: ProcessDescription;
  readonly isSubmitting: boolean;
  readonly onSubmit: (inputs: object) => void;
}) {
  const { schema, start } = useMemo(() => {
    const { inputs } = schemasOf(description);
    return {
      schema: withTitles(inputs) as RJSFSchema,
      start: initialInputs(inputs),
    };
  }, [description]);
  return (
    <Form<object>
      idPrefix="input"
      schema={schema}
      uiSchema={LOOK}
      initialFormData={start}
      validator={VALIDATOR}
      fields={FORM_FIELDS}
      experimental_defaultFormStateBehavior={AS_GIVEN}
      useFallbackUiForUnsupportedType
      noHtml5Validate
      showErrorList={false}
      focusOnFirstError
      onSubmit={({ formData }) => onSubmit(formData ?? {})}
    >
      <button disabled={isSubmitting}>
        {isSubmitting ? "Submitting …" : "Execute"}
      </button>
    </Form>
  );
}
