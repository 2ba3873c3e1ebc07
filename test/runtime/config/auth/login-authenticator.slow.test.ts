import { describe, expect, it } from "vitest";
import { defineProcess } from "../../../../src/runtime/index.js";
import { startServer } from "../../../../src/server/index.js";
import { testClient } from "../../test-client.js";

describe("a thousand waiting jobs whose token expires", () => {
  it("need one refresh", async () => {
    await using embedded = await startServer({
      port: 0,
      service: "local",
      maxRunningJobs: 1_000,
      auth: { type: "login", username: "bob", password: "pw" },
      processes: [
        {
          description: {
            id: "wait",
            version: "1",
            outputs: { a: { schema: { type: "integer" } } },
          },
          execute: async () => {
            await new Promise((resolve) => setTimeout(resolve, 3_000));
            return { a: 1 };
          },
        },
      ],
    });
    await using client = testClient(embedded.url, {
      authType: "login",
      authUrl: embedded.tokenUrl,
      username: "bob",
      password: "pw",
      useBearer: true,
      pollIntervalMs: 400,
    });
    const run = defineProcess<object, { a: number }>(() => client, {
      id: "wait",
      outputs: { a: { form: "value" } },
    });
    const jobs = await Promise.all(
      Array.from({ length: 1_000 }, () => run.submit()),
    );
    embedded.expireTokens();
    const results = await Promise.all(jobs.map((job) => job.results()));

    expect(results.filter(({ a }) => a === 1)).toHaveLength(1_000);
    expect(embedded.grants.password + embedded.grants.refresh_token).toBe(2);
  });
});
