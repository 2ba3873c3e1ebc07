import { expect, it } from "vitest";
import { connect } from "../../../src/runtime/client/client.js";
import { sendForm } from "../../../src/runtime/http/send-form.js";
import { scriptedServer } from "../../faults/scripted-server.js";

it("sends a form without the client's credentials and headers", async () => {
  await using server = await scriptedServer({
    "POST /token": { body: '{"access_token":"t"}' },
  });
  const connection = connect({
    apiUrl: server.url,
    token: "own-token",
    headers: { "x-own": "1" },
  });
  const form = { grant_type: "password", password: "a&b c" };
  const answer = await sendForm(
    connection,
    new URL("token", connection.apiUrl),
    form,
  );
  await connection.close(0);

  expect(answer).toBe('{"access_token":"t"}');
  const [request] = server.requests;
  const { "content-type": type, ...headers } = request?.headers ?? {};
  expect([type, request?.body]).toEqual([
    "application/x-www-form-urlencoded",
    "grant_type=password&password=a%26b+c",
  ]);
  expect(Object.keys(headers)).not.toContain("x-own");
  expect(JSON.stringify(headers)).not.toContain("own-token");
});
