import { FieldApi, FormApi } from "@tanstack/form-core";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
  ajvValidator,
  returnBaseModel,
  simulateScene,
  standardSchemas,
  type SimulateSceneInputs,
  type ReturnBaseModelInputs,
} from "./local-service/index.js";
import * as schemas from "./local-service/schemas/index.js";

/** The schemas of a package, as a form library uses them. */
const validate = ajvValidator(
  new Ajv2020({ strict: true, allErrors: true }),
  schemas,
);

describe("a form of TanStack Form", () => {
  it("shows each issue at its field, and submits what is valid", async () => {
    const submitted: ReturnBaseModelInputs[] = [];
    const defaultValues: ReturnBaseModelInputs = {
      scene_spec: { threshold: 1, factor: "2" as never },
    };
    const form = new FormApi({
      defaultValues,
      validators: {
        onChange: standardSchemas(returnBaseModel, validate).inputs,
      },
      onSubmit: ({ value }) => {
        submitted.push(value);
      },
    });
    form.mount();
    const threshold = new FieldApi({ form, name: "scene_spec.threshold" });
    const factor = new FieldApi({ form, name: "scene_spec.factor" });
    threshold.mount();
    factor.mount();
    expectTypeOf(factor.state.value).toEqualTypeOf<number>();

    await form.handleSubmit();
    expect(messages(threshold)).toEqual([]);
    expect(messages(factor)).toEqual(["must be number"]);
    factor.setValue(undefined as never);
    expect(messages(factor)).toEqual(["is missing"]);
    expect(submitted).toEqual([]);

    factor.setValue(2);
    await form.handleSubmit();
    expect(messages(factor)).toEqual([]);
    expect(submitted).toEqual([{ scene_spec: { threshold: 1, factor: 2 } }]);
  });

  it("shows an issue at the item of a list", async () => {
    const defaultValues: SimulateSceneInputs = {
      bbox: [0, "1" as never, 2, 3],
      resolution: 2,
    };
    const form = new FormApi({
      defaultValues,
      validators: { onSubmit: standardSchemas(simulateScene, validate).inputs },
    });
    form.mount();
    const item = new FieldApi({ form, name: "bbox[1]" });
    const resolution = new FieldApi({ form, name: "resolution" });
    item.mount();
    resolution.mount();
    await form.handleSubmit();
    expect(messages(item)).toEqual(["must be number"]);
    expect(messages(resolution)).toEqual(["must be <= 1"]);
  });
});

function messages(field: {
  readonly state: { readonly meta: { readonly errors: readonly unknown[] } };
}): readonly unknown[] {
  return field.state.meta.errors
    .filter((error) => error !== undefined)
    .map((error) => (error as { readonly message: string }).message);
}
