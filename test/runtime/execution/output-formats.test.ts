import { describe, expect, it } from "vitest";
import {
  withMediaTypes,
  type FormattedCall,
} from "../../../src/runtime/execution/output-formats.js";
import {
  defineProcess,
  type ExecuteRequest,
  type OptionalInputsProcess,
  type ProcessDefinition,
  type ResultFile,
} from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { failureOf, testClient } from "../test-client.js";

const PROCESS = {
  id: "p",
  outputs: {
    scene: { form: "file", mediaType: "image/tiff" },
    log: { form: "value" },
  },
} as const satisfies ProcessDefinition;

const PNG = { ...PROCESS.outputs.scene, mediaType: "image/png" };

describe("media types are asked for", () => {
  it.each<
    [
      string,
      ExecuteRequest["outputs"],
      Readonly<Record<string, string | undefined>>,
      FormattedCall<ExecuteRequest>["request"]["outputs"],
      ProcessDefinition["outputs"],
    ]
  >([
    [
      "of all outputs, where none are listed",
      undefined,
      { scene: "image/png" },
      { scene: { format: { mediaType: "image/png" } }, log: {} },
      { scene: PNG, log: { form: "value" } },
    ],
    [
      "of those that are listed, beside what else is asked for",
      { scene: { transmissionMode: "reference" } },
      { scene: "image/png" },
      {
        scene: {
          transmissionMode: "reference",
          format: { mediaType: "image/png" },
        },
      },
      { scene: PNG, log: { form: "value" } },
    ],
    [
      "of an output that the process does not describe, which stays so",
      { constructor: {} },
      { constructor: "text/csv" },
      { constructor: { format: { mediaType: "text/csv" } } },
      PROCESS.outputs,
    ],
    ["of none", { log: {} }, { log: undefined }, { log: {} }, PROCESS.outputs],
  ])("%s", (_name, outputs, mediaTypes, wanted, described) => {
    const request = { inputs: {}, outputs };
    const call = { definition: PROCESS, request };

    expect(withMediaTypes(call, mediaTypes)).toEqual({
      definition: { ...PROCESS, outputs: described },
      request: { inputs: {}, outputs: wanted },
    });
  });
});

interface Outputs {
  readonly scene: ResultFile;
  readonly log: string;
}

describe("a call with media types", () => {
  it("sends them, and reads the answer by them", async () => {
    await using server = await scriptedServer({
      "POST /processes/p/execution": { json: { scene: "UE5H", log: "done" } },
    });
    await using client = testClient(server.url);
    const run: OptionalInputsProcess<
      object,
      Outputs,
      { scene: "image/png" | "image/tiff" }
    > = defineProcess(() => client, PROCESS);
    const { scene, log } = await run(
      {},
      { mediaTypes: { scene: "image/png" } },
    );

    expect([scene.mediaType, await scene.text(), log]).toEqual([
      "image/png",
      "PNG",
      "done",
    ]);
    expect(server.requests[0]?.json).toEqual({
      inputs: {},
      outputs: { scene: { format: { mediaType: "image/png" } }, log: {} },
      response: "document",
    });
    expect(client.warnings).toEqual([]);
  });

  it("tells what a server sent instead, and refuses what it can't ask for", async () => {
    await using server = await scriptedServer({
      "POST /processes/p/execution": {
        body: "II*",
        headers: { "content-type": "image/tiff" },
      },
    });
    await using client = testClient(server.url);
    const run: OptionalInputsProcess<object, Outputs> = defineProcess(
      () => client,
      PROCESS,
    );
    const mediaTypes = { scene: "image/png" };
    const { scene } = await run({}, { outputs: ["scene"], mediaTypes });

    expect(scene.mediaType).toBe("image/tiff");
    expect(server.requests[0]?.json).toMatchObject({
      outputs: { scene: { format: { mediaType: "image/png" } } },
      response: "raw",
    });
    expect(
      await failureOf(run({}, { outputs: ["log"], mediaTypes })),
    ).toMatchObject({
      code: "input",
      message:
        'mediaTypes names "scene", which is none of the outputs that are asked for: log.',
    });
    expect(server.requests).toHaveLength(1);
  });
});
