import { describe, expect, it } from "vitest";
import {
  readOverview,
  requirePublicUrl,
} from "../../../src/generator/init/server-overview.js";
import { startServer } from "../../../src/server/index.js";
import { testServer, type Answer } from "../source/test-server.js";

const NEVER = new AbortController().signal;

describe("what a server says", () => {
  it("is its title and how many processes it has", async () => {
    await using server = await startServer();
    expect(await readOverview(server.url, { signal: NEVER })).toEqual({
      kind: "answered",
      title: "S2GOS Test-Server",
      processes: 2,
    });
  });

  it.each<[string, Record<string, Answer>, object]>([
    [
      "of no processes",
      { "/": { json: {} }, "/processes": { json: { processes: [] } } },
      { kind: "answered", title: undefined, processes: 0 },
    ],
    [
      "that refuses access",
      {
        "/": { status: 401, text: "{}" },
        "/processes": { status: 401, text: "{}" },
      },
      { kind: "refused", reason: "The server refuses access (HTTP 401)." },
    ],
    [
      "that fails",
      {
        "/": { json: {} },
        "/processes": { status: 500, text: "{}" },
      },
      {
        kind: "no-answer",
        reason: "The server answered with an error (HTTP 500).",
      },
    ],
  ])("%s", async (_name, answers, wanted) => {
    await using server = await testServer(answers);
    expect(await readOverview(server.url, { signal: NEVER })).toEqual(wanted);
  });

  it("is nothing where there is none", async () => {
    const closed = await testServer({});
    await closed[Symbol.asyncDispose]();
    expect(await readOverview(closed.url, { signal: NEVER })).toEqual({
      kind: "no-answer",
      reason: "The server cannot be reached: the connection is refused.",
    });
  });

  it.each<[string, Record<string, Answer>, string]>([
    ["nothing", {}, "The server has no such resource (HTTP 404)."],
    [
      "a web page",
      { "/": { text: "<html>" }, "/processes": { text: "<html>" } },
      "The server answered with a web page instead of JSON.",
    ],
    [
      "something else",
      { "/": { json: {} }, "/processes": { json: { a: 1 } } },
      "The server's answer is not a process list: it has no `processes`.",
    ],
  ])("is wrong where it answers with %s", async (_name, answers, message) => {
    await using server = await testServer(answers);
    await expect(
      readOverview(server.url, { signal: NEVER }),
    ).rejects.toMatchObject({ name: "UsageError", message });
  });

  it("ends with the signal", async () => {
    await using server = await testServer({});
    const reason = new Error("Enough.");
    await expect(
      readOverview(server.url, { signal: AbortSignal.abort(reason) }),
    ).rejects.toBe(reason);
  });
});

describe("a URL that is written into a file", () => {
  it.each([
    [
      "https://me:secret@example.org/",
      "The URL holds credentials, which would be committed.",
    ],
    [
      "https://example.org/?f=json&token=secret",
      "The URL holds a secret, which would be committed.",
    ],
    ["example.org", "The server's URL is not an HTTP URL."],
  ])("is not %s", (url, message) => {
    expect(() => {
      requirePublicUrl(url);
    }).toThrow(message);
  });

  it("is any other", () => {
    expect(() => {
      requirePublicUrl("https://example.org/ogc?f=json");
    }).not.toThrow();
  });
});
