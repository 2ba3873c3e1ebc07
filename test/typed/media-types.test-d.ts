import { describe, expectTypeOf, it } from "vitest";
import type {
  ProcessFunction,
  ResultFile,
  RunOptions,
} from "../../src/runtime/index.js";

interface Outputs {
  readonly scene: ResultFile;
  readonly table: ResultFile;
  readonly sum: number;
}
type Inputs = Readonly<Record<string, never>>;

declare const listed: ProcessFunction<
  Inputs,
  Outputs,
  { scene: "image/png" | "image/tiff" }
>;
declare const open: ProcessFunction<Inputs, Outputs>;

describe("media types of outputs", () => {
  it("are those that the process lists, or any where it lists none", () => {
    void listed({}, { mediaTypes: { scene: "image/png", table: "text/csv" } });
    // @ts-expect-error -- The process does not list it.
    void listed({}, { mediaTypes: { scene: "image/jp2" } });
    // @ts-expect-error -- There is no such output.
    void listed({}, { mediaTypes: { missing: "image/png" } });
    void listed.submit({}, { mediaTypes: { scene: "image/tiff" } });
    // @ts-expect-error -- The process does not list it.
    void listed.submit({}, { mediaTypes: { scene: "image/jp2" } });
    void open({}, { mediaTypes: { scene: "image/jp2" } });
  });

  it("leave the type of the result as it is", () => {
    const mediaTypes = { scene: "image/png" } as const;
    expectTypeOf(listed({}, { mediaTypes })).resolves.toEqualTypeOf<Outputs>();
    expectTypeOf(
      listed({}, { outputs: ["scene"], mediaTypes }),
    ).resolves.toEqualTypeOf<Pick<Outputs, "scene">>();
  });

  it("keep functions and options assignable to those of any process", () => {
    expectTypeOf(listed).toExtend<ProcessFunction<Inputs, Outputs>>();
    const options: RunOptions<"sum"> = { outputs: ["sum"] };
    expectTypeOf(listed({}, options)).resolves.toEqualTypeOf<
      Pick<Outputs, "sum">
    >();
    expectTypeOf(open({}, options)).resolves.toEqualTypeOf<
      Pick<Outputs, "sum">
    >();
  });
});
