import { expect, it } from "vitest";
import { recordedRequest } from "../../../src/server/mock/mock-request.js";

const JOBS = "https://mock.invalid/jobs";

it.each<[name: string, request: Request, wanted: object]>([
  [
    "no body",
    new Request(JOBS, { headers: { Accept: "text/html" } }),
    { method: "GET", url: JOBS, headers: { accept: "text/html" } },
  ],
  [
    "JSON",
    new Request(JOBS, { method: "POST", body: '{"a":1}', headers: {} }),
    {
      method: "POST",
      url: JOBS,
      headers: { "content-type": "text/plain;charset=UTF-8" },
      body: { a: 1 },
    },
  ],
  [
    "text",
    new Request(JOBS, { method: "POST", body: "a=b" }),
    {
      method: "POST",
      url: JOBS,
      headers: { "content-type": "text/plain;charset=UTF-8" },
      body: "a=b",
    },
  ],
])("a request with %s is noted, and can still be read", async (...row) => {
  const [, request, wanted] = row;
  expect(await recordedRequest(request)).toEqual(wanted);
  expect(request.bodyUsed).toBe(false);
});
