import { expect, it } from "vitest";
import { serverOptions } from "../../../src/generator/cli/job-settings.js";
import type { Settings } from "../../../src/generator/define-config.js";

const SIGNAL = new AbortController().signal;

it.each<[name: string, settings: Settings, options: object]>([
  ["the URL", { url: "http://a.example/" }, { url: "http://a.example/" }],
  [
    "the server that clients use, where the descriptions are a recording",
    { input: "/p.json", defaultUrl: "http://a.example/" },
    { url: "http://a.example/" },
  ],
  [
    "nothing of which processes a package has",
    {
      url: "http://a.example/",
      include: ["a"],
      exclude: ["b"],
      process: ["c"],
    },
    { url: "http://a.example/" },
  ],
  [
    "credentials, headers and limits",
    {
      url: "http://a.example/",
      username: "u",
      password: "p",
      headers: { a: "b" },
      timeout: 2,
      objectInputs: "qualified",
      allowExternalRefs: ["h.example"],
    },
    {
      url: "http://a.example/",
      username: "u",
      password: "p",
      headers: { a: "b" },
      timeoutMs: 2000,
      objectInputs: "qualified",
      allowExternalRefs: ["h.example"],
    },
  ],
])("takes %s", (_name, settings, options) => {
  expect(serverOptions(settings, SIGNAL)).toEqual({
    ...options,
    signal: SIGNAL,
  });
});

it("wants a server", () => {
  expect(() => serverOptions({ input: "/p.json" }, SIGNAL)).toThrow(
    "There is no server.",
  );
});
