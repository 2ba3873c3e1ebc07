import { afterEach, describe, expect, it } from "vitest";
import {
  defineProcess,
  type ClientOptions,
  type ProcessDefinition,
  type RunOptions,
  type ValidationFault,
  type Validator,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

let server: ScriptedServer | undefined;
afterEach(async () => {
  await server?.close();
});

const PROCESS: ProcessDefinition = {
  id: "p",
  inputs: {
    sent: { form: "binary" },
    from: { form: "link" },
    bytes: { form: "binary", many: true },
  },
  outputs: { a: { form: "value" }, b: { form: "value" }, c: { form: "file" } },
};

/** What a validator was called with. */
type Call = readonly [string, string, object, readonly string[]];

/** A validator that finds what is given, and that keeps what it was called with. */
function finding(faults: {
  readonly inputs?: readonly ValidationFault[];
  readonly outputs?: readonly ValidationFault[];
}): { readonly validate: Validator; readonly calls: Call[] } {
  const calls: Call[] = [];
  return {
    calls,
    validate: (id, part, values, content) => {
      calls.push([id, part, values, [...content].sort()]);
      return Promise.resolve(faults[part] ?? []);
    },
  };
}

async function run(
  inputs: object,
  options: RunOptions<string>,
  clientOptions: ClientOptions = {},
): Promise<{
  readonly failure: unknown;
  readonly requests: number;
  readonly warnings: readonly unknown[];
}> {
  server = await scriptedServer({
    "POST /processes/p/execution": { json: { a: 1, b: 2 } },
  });
  await using client = testClient(server.url, clientOptions);
  const process = defineProcess<object, Record<string, unknown>>(
    () => client,
    PROCESS,
  );
  const call = { allowMissing: true, ...options };
  const failure = await process(inputs, call).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return {
    failure,
    requests: server.requests.length,
    warnings: client.warnings.filter(({ code }) => code.endsWith("-invalid")),
  };
}

const WRONG = [{ pointer: "/x", message: "is wrong" }];

describe("a validator", () => {
  it("gets inputs and outputs as the program has them, and the names of content", async () => {
    const { calls, validate } = finding({});
    const inputs = {
      x: 1,
      sent: "base64",
      from: { href: "http://h/" },
      bytes: [new Uint8Array(1)],
      blob: new Blob([]),
      url: new URL("http://h/"),
    };
    const { failure } = await run(inputs, { validate });
    expect(failure).toBeUndefined();
    expect(calls).toEqual([
      ["p", "inputs", inputs, ["blob", "bytes", "from", "sent", "url"]],
      ["p", "outputs", { a: 1, b: 2 }, []],
    ]);
  });

  it("refuses inputs before any request", async () => {
    const { validate } = finding({ inputs: WRONG });
    expect(await run({ x: 1 }, { validate })).toMatchObject({
      failure: {
        name: "ValidationError",
        code: "validation",
        processId: "p",
        part: "inputs",
        faults: WRONG,
        message: "The inputs of p are not valid: /x is wrong.",
      },
      requests: 0,
    });
  });

  it("refuses outputs", async () => {
    const { validate } = finding({
      outputs: [{ pointer: "", message: "are wrong" }],
    });
    expect(await run({}, { validate })).toMatchObject({
      failure: {
        part: "outputs",
        message: "The outputs of p are not valid: are wrong.",
      },
      requests: 1,
    });
  });

  it("is not asked for outputs that nobody wants", async () => {
    const faults = ["a", "b", "c"].map((name) => ({
      pointer: `/${name}`,
      message: "is missing",
    }));
    const { validate } = finding({ outputs: faults });
    const { failure } = await run({}, { validate, outputs: ["a"] });
    expect(failure).toMatchObject({ faults: faults.slice(0, 1) });
  });

  it("only warns, where the caller wants that", async () => {
    const { validate } = finding({ inputs: WRONG, outputs: WRONG });
    expect(await run({}, { validate, onInvalid: "warn" })).toEqual({
      failure: undefined,
      requests: 1,
      warnings: [
        {
          code: "input-invalid",
          message: "The inputs of p are not valid: /x is wrong.",
          processId: "p",
        },
        {
          code: "output-invalid",
          message: "The outputs of p are not valid: /x is wrong.",
          processId: "p",
        },
      ],
    });
  });
});

describe("which validator is used", () => {
  const strict = finding({ inputs: WRONG });
  const other = finding({ inputs: [{ pointer: "/y", message: "is wrong" }] });

  it.each<[string, ClientOptions, RunOptions<string>, unknown]>([
    ["that of the client", { validate: strict.validate }, {}, "/x"],
    [
      "that of the call, before that of the client",
      { validate: strict.validate },
      { validate: other.validate },
      "/y",
    ],
    [
      "none, where the call says so",
      { validate: strict.validate },
      { validate: false },
      undefined,
    ],
    ["none, where the client says so", { validate: false }, {}, undefined],
    ["none by default", {}, {}, undefined],
    [
      "that of the client, as a warning",
      { validate: strict.validate, onInvalid: "warn" },
      {},
      undefined,
    ],
    [
      "that of the client, as an error where the call says so",
      { validate: strict.validate, onInvalid: "warn" },
      { onInvalid: "throw" },
      "/x",
    ],
  ])("%s", async (_name, clientOptions, options, pointer) => {
    const { failure } = await run({}, options, clientOptions);
    expect(failure).toEqual(
      pointer === undefined
        ? undefined
        : expect.objectContaining({
            faults: [{ pointer, message: "is wrong" }],
          }),
    );
  });

  it.each<unknown>([true, "warn", {}])(
    "%j is no validator",
    async (validate) => {
      const { failure } = await run({}, { validate: validate as Validator });
      expect(failure).toMatchObject({
        name: "ConfigError",
        message: expect.stringContaining(
          "ajvValidator(new Ajv2020()",
        ) as string,
      });
    },
  );

  it("that of the handle of a job", async () => {
    server = await scriptedServer({
      "GET /jobs/j": { json: { jobID: "j", status: "successful" } },
      "GET /jobs/j/results": { json: { a: 1, b: 2 } },
    });
    await using client = testClient(server.url);
    const process = defineProcess(() => client, PROCESS);
    const { validate } = finding({ outputs: WRONG });

    const failure = await failureOf(
      process.job("j", { validate, allowMissing: true }).results(),
    );
    expect(failure).toMatchObject({ part: "outputs", faults: WRONG });
  });
});
