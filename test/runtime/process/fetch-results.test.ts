import { expect, it } from "vitest";
import { connect } from "../../../src/runtime/client/client.js";
import { NEVER_CANCELLED } from "../../../src/runtime/base/cancellation.js";
import { fetchResults } from "../../../src/runtime/process/fetch-results.js";
import { scriptedServer } from "../../faults/scripted-server.js";

it("fetches results, and tells what their links are relative to", async () => {
  await using server = await scriptedServer({
    "GET /jobs/j/results": {
      status: 307,
      headers: { location: "/elsewhere/results" },
    },
    "GET /elsewhere/results": { json: { a: 1 } },
  });
  const connection = connect({ apiUrl: server.url });
  const { received, base } = await fetchResults(
    {
      connection,
      definition: { id: "p", outputs: { a: { form: "value" } } },
      requested: undefined,
      response: "document",
    },
    connection.resource("jobs/j/results"),
    NEVER_CANCELLED,
  );
  await connection.close(0);

  expect(received.final).toEqual({ a: 1 });
  expect(base.href).toBe(new URL("/elsewhere/results", server.url).href);
});
