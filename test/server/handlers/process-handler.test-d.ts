import { describe, expectTypeOf, it } from "vitest";
import type {
  BinaryInput,
  BoundingBox,
  Geometry,
  Link,
  ProcessFunction,
  ResultFile,
} from "../../../src/runtime/index.js";
import {
  mockServer,
  Problem,
  type MediaValue,
  type Outputs,
  type ProcessHandlers,
  type Reference,
  type RunningJob,
} from "../../../src/server/mock/index.js";
import { startServer } from "../../../src/server/index.js";
import type { echo, primesBetween } from "../../typed/local-service/index.js";

interface Forms {
  readonly content: BinaryInput;
  readonly contents: (BinaryInput | Geometry)[];
  readonly link: Link;
  readonly box?: BoundingBox;
  readonly any: unknown;
}

interface Results {
  readonly file: ResultFile;
  readonly files: ResultFile | ResultFile[] | null;
  readonly link: Link;
  readonly pair: [number, string];
  readonly any: unknown;
}

/** As a package's registry has them: the functions, or what loads them. */
interface Processes {
  readonly primes_between: typeof primesBetween;
  readonly echo: () => Promise<typeof echo>;
  readonly "all forms": ProcessFunction<Forms, Results>;
}

type Handlers = Required<ProcessHandlers<Processes>>;
type InputsOf<Id extends keyof Processes> = Parameters<Handlers[Id]>[0];
type OutputsOf<Id extends keyof Processes> = Awaited<ReturnType<Handlers[Id]>>;

describe("typed handlers", () => {
  it("get the inputs of their process, and its job", () => {
    expectTypeOf<InputsOf<"primes_between">>().toEqualTypeOf<{
      readonly min_val?: number;
      readonly max_val?: number;
    }>();
    expectTypeOf<InputsOf<"echo">["stringInput"]>().toEqualTypeOf<
      "Value1" | "Value2" | "Value3" | undefined
    >();
    expectTypeOf<Parameters<Handlers["echo"]>[1]>().toEqualTypeOf<RunningJob>();
  });

  it("get content and links as the server reads them", () => {
    type Content = MediaValue | Reference | string;
    expectTypeOf<InputsOf<"all forms">>().toEqualTypeOf<{
      readonly content: Content;
      readonly contents: readonly (Content | Geometry)[];
      readonly link: Link | Reference;
      readonly box?: BoundingBox;
      readonly any: unknown;
    }>();
  });

  it("return the outputs of their process, files in any form", () => {
    type Content = MediaValue | Uint8Array | Blob | string;
    expectTypeOf<OutputsOf<"all forms">["file"]>().toEqualTypeOf<
      Reference | Content
    >();
    expectTypeOf<OutputsOf<"all forms">["link"]>().toEqualTypeOf<
      Reference | Link
    >();
    expectTypeOf<OutputsOf<"all forms">["any"]>().toEqualTypeOf<unknown>();
    expectTypeOf<readonly [1, "a"]>().toExtend<
      OutputsOf<"all forms">["pair"]
    >();
    expectTypeOf<null>().toExtend<OutputsOf<"all forms">["files"]>();
    expectTypeOf<Uint8Array[]>().toExtend<OutputsOf<"all forms">["files"]>();
  });

  it("may be written where the server is made", () => {
    mockServer<Processes>({
      primes_between: ({ max_val = 10 }, { progress }) => {
        progress(max_val, "Sieving");
        return { return_value: [2] };
      },
      echo: () => {
        throw new Problem(400, "Bad request", "No echo here");
      },
    });
  });

  it("refuse other processes, inputs and outputs", () => {
    // @ts-expect-error -- There is no such process.
    mockServer<Processes>({ primes: () => ({ return_value: [2] }) });
    // @ts-expect-error -- The output is a list of numbers.
    mockServer<Processes>({ primes_between: () => ({ return_value: "2" }) });
    // @ts-expect-error -- An output is missing.
    mockServer<Processes>({ primes_between: () => Promise.resolve({}) });
    mockServer<Processes>({
      // @ts-expect-error -- There is no such input.
      primes_between: ({ maximum }) => ({ return_value: [maximum] }),
    });
  });
});

describe("handlers without a type", () => {
  it("get and return anything by name", () => {
    mockServer({
      anything: (inputs, job) => {
        expectTypeOf(inputs).toEqualTypeOf<Readonly<Record<string, unknown>>>();
        expectTypeOf(job).toEqualTypeOf<RunningJob>();
        return { anything: inputs };
      },
    });
    expectTypeOf<NonNullable<ProcessHandlers[string]>>().returns.toEqualTypeOf<
      Promise<Outputs> | Outputs
    >();
    // @ts-expect-error -- Outputs have names.
    mockServer({ anything: () => 7 });
  });

  it("are what the embedded server takes too", () => {
    const handlers: ProcessHandlers<Processes> = {
      primes_between: () => ({ return_value: [2] }),
    };
    void startServer<Processes>({ processes: handlers });
  });
});
