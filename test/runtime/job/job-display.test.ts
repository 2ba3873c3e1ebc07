import { expect, it } from "vitest";
import { defineProcess } from "../../../src/runtime/index.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";
import { jobDisplay } from "../../../src/runtime/job/job-display.js";
import type { JobErrorDetails } from "../../../src/runtime/errors/job-errors.js";

it.each<[string, JobErrorDetails, string, string]>([
  [
    "all that is known",
    {
      jobId: "j1",
      processId: "p",
      lastStatus: {
        jobID: "j1",
        status: "running",
        progress: 40,
        message: "reading",
        created: "2026-01-01T00:00:00Z",
        started: "2026-01-01T00:00:01Z",
      },
    },
    "job: j1\nprocess: p\nstatus: running\nprogress: 40 %\nmessage: reading\ncreated: 2026-01-01T00:00:00Z\nstarted: 2026-01-01T00:00:01Z",
    "<table><tr><th>job</th><td>j1</td></tr><tr><th>process</th><td>p</td></tr><tr><th>status</th><td>running</td></tr><tr><th>progress</th><td>40 %</td></tr><tr><th>message</th><td>reading</td></tr><tr><th>created</th><td>2026-01-01T00:00:00Z</td></tr><tr><th>started</th><td>2026-01-01T00:00:01Z</td></tr></table>",
  ],
  [
    "a job that was not asked for yet",
    { jobId: "j1" },
    "job: j1\nstatus: unknown",
    "<table><tr><th>job</th><td>j1</td></tr><tr><th>status</th><td>unknown</td></tr></table>",
  ],
  [
    "a hostile message",
    {
      jobId: "<i>",
      lastStatus: {
        jobID: "<i>",
        status: "failed",
        message: "<script>x</script>\u001b[2J\nprogress: 100 %",
      },
    },
    "job: <i>\nstatus: failed\nmessage: <script>x</script>\\u001b[2J\\nprogress: 100 %",
    "<table><tr><th>job</th><td>&lt;i&gt;</td></tr><tr><th>status</th><td>failed</td></tr><tr><th>message</th><td>&lt;script&gt;x&lt;/script&gt;\\u001b[2J\\nprogress: 100 %</td></tr></table>",
  ],
])("%s", (_name, details, plain, html) => {
  expect(jobDisplay(details)).toEqual({
    "text/plain": plain,
    "text/html": html,
  });
});

it("is what a notebook asks a job for, without a request and without secrets", async () => {
  await using server = await scriptedServer({
    "POST /processes/p/execution": {
      status: 201,
      json: { jobID: "j", status: "accepted", message: "for hidden-token" },
    },
  });
  await using client = testClient(server.url, { token: "hidden-token" });
  const run = defineProcess(() => client, { id: "p", outputs: {} });
  const job = await run.submit();
  const display = Reflect.get(
    job,
    Symbol.for("Jupyter.display"),
  ) as () => Promise<Readonly<Record<string, unknown>>>;

  expect((await display())["text/plain"]).toBe(
    "job: j\nprocess: p\nstatus: accepted\nmessage: for ***",
  );
  expect(server.requests).toHaveLength(1);
});
