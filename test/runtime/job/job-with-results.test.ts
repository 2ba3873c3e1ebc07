import { describe, expect, it } from "vitest";
import type { ResponseParseError } from "../../../src/runtime/index.js";
import { failureOf } from "../test-client.js";
import { started, status } from "./job-scene.js";

/** The answer of a server that runs the process at once. */
const ANSWERED = { json: { a: 1 } };

describe("the results of a handle", () => {
  it("that came at once are the same for all callers, without a request", async () => {
    await using scene = await started({
      "POST /processes/p/execution": ANSWERED,
    });
    const job = await scene.run.submit({});
    const seen: string[] = [];
    const onProgress = ({ status }: { status: string }): void => {
      seen.push(status);
    };
    const [first, second] = await Promise.all([
      job.results({ onProgress }),
      job.results(),
    ]);

    expect(first).toEqual({ a: 1 });
    expect(second).toBe(first);
    expect(seen).toEqual(["successful"]);
    expect(scene.server.requests).toHaveLength(1);
  });

  it("of a job are fetched once", async () => {
    await using scene = await started({ "GET /jobs/j": status("successful") });
    const job = await scene.run.submit({});
    const [first, second] = await Promise.all([job.results(), job.results()]);

    expect(first).toEqual({ a: 1 });
    expect(second).toBe(first);
    const paths = scene.server.requests.map(({ path }) => path);
    expect(paths.filter((path) => path.endsWith("/results"))).toHaveLength(1);
  });

  it("of a job are fetched again where a multipart body ends too early", async () => {
    const whole = "--x\r\nContent-ID: <a>\r\n\r\nseven\r\n--x--\r\n";
    const headers = { "content-type": "multipart/related; boundary=x" };
    await using scene = await started({
      "GET /jobs/j": status("successful"),
      "GET /jobs/j/results": [
        { headers, body: whole.slice(0, -9) },
        { headers, body: whole },
      ],
    });

    expect(await scene.run({})).toEqual({ a: "seven" });
  });

  it("that came at once and cannot be read are a failure, also by a call", async () => {
    await using scene = await started({
      "POST /processes/p/execution": {
        headers: { "content-type": "multipart/related; boundary=x" },
        body: "broken",
      },
    });
    const { run } = scene;
    const failures = [
      await failureOf(run({})),
      await failureOf(run.submit({})),
    ];
    for (const failure of failures) {
      expect((failure as ResponseParseError).code).toBe("response-parse");
    }
  });
});

it("a dismissal that nobody waits for ends in time", async () => {
  await using scene = await started({
    "GET /jobs/j": status("running"),
    "DELETE /jobs/j": status("dismissed"),
  });
  const job = await scene.run.submit({});
  job.dismissInBackground();
  const methods = (): readonly string[] =>
    scene.server.requests.map(({ method }) => method);
  await expect.poll(methods, { timeout: 10_000 }).toContain("DELETE");
  expect(scene.client.warnings).toEqual([]);
});
