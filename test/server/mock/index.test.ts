import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { expect, it } from "vitest";

/** What pages, workers and other runtimes have: nothing of Node, and no document. */
const WEB = {
  AbortController,
  AbortSignal,
  ArrayBuffer,
  Blob,
  Error,
  Headers,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  TypeError,
  URL,
  URLSearchParams,
  Uint8Array,
  atob,
  btoa,
  clearTimeout,
  crypto,
  performance,
  setTimeout,
  structuredClone,
};

const PROGRAM = `
import { MediaValue, mockServer } from "./index.js";

export async function program() {
  const mock = mockServer({
    p: async ({ n }, { progress }) => {
      progress(50);
      return { a: n + 1, b: new MediaValue("text/csv", "a,b") };
    },
  });
  const response = await mock.fetch(mock.url + "processes/p/execution", {
    method: "POST",
    body: JSON.stringify({ inputs: { n: 1 }, response: "document" }),
  });
  const results = await response.json();
  await mock.close();
  return JSON.stringify(results);
}
`;

it("runs where there is nothing of Node", async () => {
  const { outputFiles } = await build({
    stdin: { contents: PROGRAM, resolveDir: "src/server/mock" },
    bundle: true,
    platform: "browser",
    format: "iife",
    globalName: "mock",
    write: false,
    logLevel: "silent",
  });
  const context = createContext({ ...WEB });
  runInContext(outputFiles[0]?.text ?? "", context);
  const results: unknown = await runInContext("mock.program()", context);
  expect(JSON.parse(String(results))).toEqual({
    a: 2,
    b: { value: "a,b", mediaType: "text/csv" },
  });
});
