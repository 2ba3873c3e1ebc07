import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  startServer,
  type RunningServer,
} from "../../../../src/server/index.js";
import { without } from "../../../../src/server/documents.js";
import { send } from "../../request.js";

const CORPUS = new URL(
  "../../../../../shared/corpus/live-wraptile/",
  import.meta.url,
);
const HAS_CORPUS = existsSync(CORPUS);
if (!HAS_CORPUS) {
  console.log(
    "Left out: the comparison with the reference server's descriptions, since ../shared/corpus is not there.",
  );
}

let server: RunningServer;
beforeAll(async () => {
  server = await startServer({
    service: "local",
    port: 0,
    profile: "wraptile",
  });
});
afterAll(async () => {
  await server.close();
});

describe.skipIf(!HAS_CORPUS)(
  "descriptions as the reference server has them",
  () => {
    it.each([
      "sleep_a_while",
      "primes_between",
      "simulate_scene",
      "return_base_model",
      "process_pipeline",
    ])("%s", async (id) => {
      const recorded = JSON.parse(
        readFileSync(new URL(`process-${id}.json`, CORPUS), "utf8"),
      ) as object;
      const { body } = await send(`${server.url}processes/${id}`);
      // This server's own description says that it writes a data cube.
      const own = id === "simulate_scene" ? ["description"] : [];
      expect(without(body as object, ...own)).toEqual(
        without(recorded, ...own),
      );
    });
  },
);

it("offers echo as well", async () => {
  const { body } = await send(`${server.url}processes`);
  expect(
    (
      body as { readonly processes: readonly { readonly id: string }[] }
    ).processes.map(({ id }) => id),
  ).toEqual([
    "sleep_a_while",
    "primes_between",
    "simulate_scene",
    "return_base_model",
    "process_pipeline",
    "218",
    "echo",
  ]);
});
