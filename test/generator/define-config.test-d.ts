import { describe, expectTypeOf, it } from "vitest";
import {
  defineConfig,
  type Config,
  type EmitterTools,
  type ServiceModel,
} from "../../src/generator/index.js";

describe("defineConfig", () => {
  it("takes settings, and variables that may be undefined", () => {
    const variable: string | undefined = process.env["TOKEN"];
    expectTypeOf(
      defineConfig({ url: "http://h/", token: variable, emit: "js" }),
    ).toEqualTypeOf<Config>();
  });

  it("takes services with settings of their own", () => {
    expectTypeOf(defineConfig).toBeCallableWith({
      timeout: 5,
      services: { local: { url: "http://h/", headers: { A: "b" } } },
    });
  });

  it("takes emitters, and types what they get", () => {
    defineConfig({
      emitters: [
        {
          name: "ids",
          emit: (model, tools) => {
            expectTypeOf(model).toEqualTypeOf<ServiceModel>();
            expectTypeOf(tools).toEqualTypeOf<EmitterTools>();
            return [];
          },
        },
      ],
    });
    // @ts-expect-error: no emitter.
    defineConfig({ emitters: ["zod"] });
  });

  it("refuses what is no setting", () => {
    // @ts-expect-error: a flag that is no setting.
    defineConfig({ check: true });
    // @ts-expect-error: mistyped.
    defineConfig({ urll: "http://h/" });
    // @ts-expect-error: not one of the values.
    defineConfig({ emit: "tsx" });
    // @ts-expect-error: services have no services.
    defineConfig({ services: { a: { services: {} } } });
  });
});
