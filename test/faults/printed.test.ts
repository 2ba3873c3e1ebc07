import { inspect } from "node:util";
import { expect, it } from "vitest";
import {
  createClient,
  defineProcess,
  type ClientOptions,
} from "../../src/runtime/index.js";
import { Connection } from "../../src/runtime/http/connection.js";
import { scriptedServer } from "./scripted-server.js";

const SECRETS = ["first-secret", "second-secret", "third-secret"] as const;

/** Whatever a program might print, by its name. */
async function printed(
  url: string,
): Promise<Readonly<Record<string, unknown>>> {
  const [password, token, header] = SECRETS;
  const options: ClientOptions = {
    apiUrl: url.replace("//", `//user:${password}@`),
    authType: "token",
    token,
    headers: { "X-Own": header },
  };
  const client = createClient(options);
  const run = defineProcess(() => client, {
    id: "p",
    outputs: { f: { form: "file" } },
  });
  const job = await run.submit({});
  const results = await job.results();
  await client.close();
  const connection = new Connection(options);
  const ofCall = connection.with({ headers: { "X-Own": header } });
  return { client, run, job, results, connection, ofCall };
}

it("shows no secret, however deep it is printed", async () => {
  await using server = await scriptedServer({
    "POST /processes/p/execution": {
      status: 201,
      json: { jobID: "j", status: "successful" },
    },
    "GET /jobs/j/results": {
      body: "x",
      headers: { "content-type": "image/png" },
    },
  });
  const values = await printed(server.url);
  for (const [name, value] of Object.entries({ ...values, values })) {
    const texts = [
      inspect(value, { depth: 20 }),
      inspect(value, { depth: 20, showHidden: true }),
      JSON.stringify(value) ?? "",
    ];
    const found = SECRETS.filter((secret) =>
      texts.some((text) => text.includes(secret)),
    );
    expect([name, found]).toEqual([name, []]);
  }
});
