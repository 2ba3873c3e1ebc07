import { existsSync, readFileSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startServer,
  type RunningServer,
} from "../../../../src/server/index.js";
import { without } from "../../../../src/server/documents.js";
import { send, stable, submit, waitFor } from "../../request.js";

const SEED = new URL(
  "../../../../../shared/seed/client-api.txt",
  import.meta.url,
);
const HAS_SEED = existsSync(SEED);
if (!HAS_SEED) {
  console.log(
    "Left out: the comparison with the seed document, since ../shared/seed is not there.",
  );
}

/** The document that the seed's notebook shows as the output of a cell. */
function cell(number: number): unknown {
  const [, after = ""] = readFileSync(SEED, "utf8").split(
    `\nOut[${number}]:\n`,
  );
  const [json = ""] = after.split("\nIn [", 1);
  return JSON.parse(json);
}

function seedShape(document: unknown, base: string): unknown {
  return JSON.parse(
    JSON.stringify(stable(document, base)).replaceAll(
      "http://server/",
      "http://localhost:8008/",
    ),
  );
}

let server: RunningServer;
let reference: RunningServer;
beforeAll(async () => {
  server = await startServer({ port: 0 });
  reference = await startServer({ port: 0, profile: "wraptile" });
});
afterAll(async () => {
  await server.close();
  await reference.close();
});

describe.skipIf(!HAS_SEED)("the seed's documents", () => {
  it.each([
    ["capabilities", 3, ""],
    ["conformance", 4, "conformance"],
    ["process list", 5, "processes"],
    ["description of mtr_demo_generation", 7, "processes/mtr_demo_generation"],
  ])("%s, as the reference server has it", async (_name, number, path) => {
    const { body } = await send(reference.url + path);
    expect(seedShape(body, reference.url)).toEqual(cell(number));
  });

  it("description of mtr_demo_generation, with what the standard adds", async () => {
    const { body } = await send(`${server.url}processes/mtr_demo_generation`);
    expect(
      without(
        body as object,
        "links",
        "jobControlOptions",
        "outputTransmission",
      ),
    ).toEqual(cell(7));
  });

  it("texts of both processes in the list, with what the standard adds", async () => {
    const { body } = await send(`${server.url}processes`);
    const { processes } = body as { readonly processes: readonly object[] };
    const wanted = cell(5) as { readonly processes: readonly object[] };
    expect(
      processes.map((process) =>
        without(process, "links", "jobControlOptions", "outputTransmission"),
      ),
    ).toEqual(wanted.processes);
  });
});

interface PathRef {
  readonly value: string;
  readonly cid: null;
}

describe("mtr_demo_generation", () => {
  it("writes a scene that depends only on its inputs, and reports each step", async () => {
    const request = {
      inputs: { month: "june", random_seed: 42 },
      response: "document",
    };
    const { headers } = await submit(
      server.url,
      "mtr_demo_generation",
      request,
    );
    const job = headers.get("location") ?? "";
    const messages = new Set<string>();
    for (;;) {
      const status = (await send(job)).body as Readonly<Record<string, string>>;
      messages.add(status["message"] ?? "");
      if (status["status"] === "successful") break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect([...messages].filter((message) => message !== "")).toEqual([
      "Creating scene generation configuration",
      "Placing target area at PNP (10 km)",
      "Placing winter vegetation",
      "Adding atmosphere and aerosol layer",
      "Adding tower",
      "Writing scene description",
      "Done",
    ]);
    const { body } = await send(`${job}/results`);
    const { value } = (
      body as { readonly return_value: { readonly value: PathRef } }
    ).return_value;
    expect(value.cid).toBeNull();
    expect(value.value).toMatch(/\/job_\d+\/mtr_demo_june_42\.yaml$/);
    const scene = await readFile(value.value, "utf8");
    expect(scene.split("\n").slice(0, 9)).toEqual([
      "site: PNP",
      "target_area_km: 10",
      "month: june",
      "season: winter",
      "snow: true",
      "atmosphere: {type: heterogeneous, aerosol: true}",
      "vegetation:",
      "  - [-2477, -4119]",
      "  - [773, -2774]",
    ]);
  });

  it("writes into the given folder, inside the server's own", async () => {
    const answer = await send(
      `${server.url}processes/mtr_demo_generation/execution`,
      {
        json: {
          inputs: {
            scene_output_dir: { value: { value: "scenes/mine" } },
            config_output_dir: null,
          },
        },
      },
    );
    const { value } = answer.body as PathRef;
    expect(value).toMatch(
      /s2gos-server-\w+\/scenes\/mine\/mtr_demo_december_13\.yaml$/,
    );
    expect((await stat(value)).isFile()).toBe(true);
  });

  it.each<[string, unknown, string]>([
    [
      "another month",
      { month: "july" },
      'month must be equal to one of the allowed values: ["december","june"]',
    ],
    [
      "a seed that is not an integer",
      { random_seed: 1.5 },
      "random_seed must be integer",
    ],
    ["an unknown input", { year: 2026 }, "year: not an input of this process"],
  ])("rejects %s", async (_name, inputs, detail) => {
    const answer = await submit(server.url, "mtr_demo_generation", { inputs });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      detail: expect.stringContaining(detail) as unknown,
    });
  });
});

describe("mtr_demo_simulation", () => {
  const scene = { value: "/scene.yaml" };

  it.each(["CHIME", "MSI", "HYPSTAR", "RGB_CAMERA"])(
    "simulates %s",
    async (observation) => {
      const { headers } = await submit(reference.url, "mtr_demo_simulation", {
        inputs: { scene_description_path: scene, observation, hour_utc: 9 },
      });
      expect(headers.get("location")).toBeNull();
      const list = (await send(`${reference.url}jobs`)).body as {
        readonly jobs: readonly { readonly jobID: string }[];
      };
      const job = `${reference.url}jobs/${list.jobs.at(-1)?.jobID ?? ""}`;
      await waitFor(job);
      const { body } = await send(`${job}/results`);
      const { return_value: path } = body as { readonly return_value: PathRef };
      const name = `${observation.toLowerCase()}_december_9h`;
      const csv = await readFile(`${path.value}/${name}.csv`, "utf8");
      expect(csv.split("\n")[1]).toBe("443,0.0980");
    },
  );

  it("returns null for the observation type that is a placeholder", async () => {
    const { status, body } = await send(
      `${server.url}processes/mtr_demo_simulation/execution`,
      {
        json: {
          inputs: {
            scene_description_path: scene,
            observation: "SATELLITE_HDRF",
          },
          response: "document",
        },
      },
    );
    expect([status, body]).toEqual([200, { return_value: null }]);
  });

  it("needs a scene", async () => {
    const { status, body } = await submit(
      server.url,
      "mtr_demo_simulation",
      {},
    );
    expect([status, body]).toEqual([
      400,
      {
        type: "about:blank",
        title: "Bad request",
        status: 400,
        detail:
          'Inputs of process "mtr_demo_simulation" are not valid. scene_description_path: required, but missing.',
      },
    ]);
  });
});
