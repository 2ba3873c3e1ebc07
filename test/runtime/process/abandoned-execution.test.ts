import { expect, it } from "vitest";
import { started, status } from "../job/job-scene.js";
import { failureOf } from "../test-client.js";

/** On a busy machine, the first request may wait for the code that sends it. */
const PATIENTLY = { timeout: 10_000 };

const ACCEPTED = { ...status("accepted"), status: 201 };
const RESULTS = { json: { a: 1 } };

it.each<[string, object, readonly string[]]>([
  [
    "dismisses the job that an abandoned execution made",
    ACCEPTED,
    ["POST /processes/p/execution", "DELETE /jobs/j"],
  ],
  [
    "has nothing to dismiss where the results came at once",
    RESULTS,
    ["POST /processes/p/execution"],
  ],
])("%s", async (_name, answer, wanted) => {
  let answered: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    answered = resolve;
  });
  await using scene = await started({
    "POST /processes/p/execution": async () => {
      await left;
      return answer;
    },
    "DELETE /jobs/j": status("dismissed"),
  });
  const { run, server, client } = scene;
  const requests = (): readonly string[] =>
    server.requests.map(({ method, path }) => `${method} ${path}`);
  const controller = new AbortController();
  const failure = failureOf(
    run.submit({}, { signal: controller.signal, dismissOnAbort: true }),
  );
  await expect.poll(requests, PATIENTLY).toHaveLength(1);
  controller.abort("enough");

  expect(await failure).toBe("enough");
  answered();
  await expect.poll(requests, PATIENTLY).toEqual(wanted);
  expect(client.warnings).toEqual([]);
});

it("sends nothing where the caller left before", async () => {
  await using scene = await started({});
  const { run, server } = scene;
  const failure = failureOf(
    run({}, { signal: AbortSignal.abort("enough"), dismissOnAbort: true }),
  );

  expect(await failure).toBe("enough");
  expect(server.requests).toEqual([]);
});
