import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readFiles, temporaryFolder, writeFiles } from "../output/folder.js";
import {
  description,
  descriptions,
  list,
  testServer,
  type Answer,
} from "../source/test-server.js";
import { runCli, startCli } from "./run-cli.js";

function service(...ids: readonly string[]): Record<string, Answer> {
  return {
    "/": { json: { title: "A service", links: [] } },
    "/processes": { json: list(...ids) },
    ...descriptions(...ids),
  };
}

/** Writes a configuration of services, and their project. */
function writeServices(
  folder: string,
  services: Readonly<Record<string, object>>,
): void {
  writeFiles(folder, {
    "package.json": "{}",
    "s2gos-codegen.config.json": JSON.stringify({ services }),
  });
}

/** The description of `b`, with one more input. */
const CHANGED: Record<string, Answer> = {
  "/processes/b": {
    json: {
      ...description("b"),
      inputs: { size: { schema: { type: "number" } } },
    },
  },
};

/** Port 1 of the loopback address: nothing listens there. */
const NOBODY = "http://127.0.0.1:1/";

describe("several services", () => {
  it("are generated one after the other, and each is reported below its name", async () => {
    using folder = temporaryFolder();
    await using one = await testServer(service("a"));
    await using two = await testServer(service("b", "c"));
    writeServices(folder.path, {
      one: { url: one.url },
      two: { url: two.url, out: "second" },
    });
    const cwd = folder.path;

    const first = await runCli([], { cwd });
    expect(first.code, first.stderr).toBe(0);
    expect(first.stdout.split("\n").map((line) => line.split(" (")[0])).toEqual(
      [
        "one:",
        "Generated: generated/one",
        expect.stringContaining("Imports end in"),
        "two:",
        "Generated: second",
        expect.stringContaining("Imports end in"),
        "",
      ],
    );
    expect(Object.keys(readFiles(cwd))).toEqual(
      expect.arrayContaining([
        "generated/one/processes/a.ts",
        "second/processes/b.ts",
      ]),
    );

    const second = await runCli(["--check", "--only", "two"], { cwd });
    expect(second).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Up to date: second /) as unknown,
      stderr: "",
    });
  });

  it("have the worst exit code of all, and go on where one fails", async () => {
    using folder = temporaryFolder();
    await using one = await testServer(service("a"));
    const changing = service("b");
    await using two = await testServer(changing);
    const cwd = folder.path;
    const services = {
      one: { url: one.url },
      gone: { url: NOBODY },
      two: { url: two.url },
    };
    writeServices(cwd, services);

    const { code, stdout, stderr } = await runCli([], { cwd });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^one:\nGenerated: .*\n.*\ntwo:\nGenerated: /);
    expect(stderr).toContain("gone:\nerror: The server cannot be reached");

    Object.assign(changing, CHANGED);
    writeServices(cwd, { one: services.one, two: services.two });
    const drift = await runCli(["--check"], { cwd });
    expect([drift.code, drift.stdout]).toEqual([
      3,
      expect.stringMatching(
        /^one:\nUp to date: [^]*\ntwo:\n\+ b: input size, required [^]*\nOut of date: /,
      ),
    ]);
    const alone = await runCli(["--check", "--only", "one"], { cwd });
    expect(alone.code).toBe(0);
  });

  it("are one object with --json", async () => {
    using folder = temporaryFolder();
    await using one = await testServer(service("a"));
    writeServices(folder.path, {
      one: { url: one.url },
      gone: { url: NOBODY },
    });
    const cwd = folder.path;
    const { code, stdout } = await runCli(["--dry-run", "--json"], { cwd });
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toEqual({
      version: expect.any(String) as unknown,
      ok: false,
      exitCode: 1,
      services: [
        expect.objectContaining({
          name: "one",
          ok: true,
          exitCode: 0,
          output: join(cwd, "generated/one"),
        }),
        {
          name: "gone",
          ok: false,
          exitCode: 1,
          output: join(cwd, "generated/gone"),
          error: expect.objectContaining({
            code: "server-unreachable",
          }) as unknown,
        },
      ],
    });

    const alone = await runCli(["--dry-run", "--json", "--only", "one"], {
      cwd,
    });
    expect(JSON.parse(alone.stdout)).not.toHaveProperty("services");
  });

  it("are inspected as one text of TypeScript", async () => {
    using folder = temporaryFolder();
    await using one = await testServer(service("a"));
    await using two = await testServer(service("b"));
    writeServices(folder.path, {
      one: { url: one.url },
      two: { url: two.url },
    });
    const { code, stdout } = await runCli(["inspect"], { cwd: folder.path });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^\/\/ one\n[^]*declare const a: [^]*\n\/\/ two\n[^]*declare const b: /,
    );
  });

  it("mask the secrets of all in what is said of each", async () => {
    using folder = temporaryFolder();
    await using one = await testServer({
      "/": { json: { title: "A service", links: [] } },
      "/processes": { json: list("s3cret-two") },
    });
    writeServices(folder.path, {
      one: { url: one.url },
      two: { url: NOBODY, token: "s3cret-two" },
    });
    const { stdout, stderr } = await runCli(["--json"], { cwd: folder.path });
    expect(stdout + stderr).not.toContain("s3cret-two");
  });

  it("are watched at the same time, also where one cannot be read", async () => {
    using folder = temporaryFolder();
    const changing = service("b");
    await using one = await testServer(service("a"));
    await using two = await testServer(changing);
    writeServices(folder.path, {
      gone: { url: NOBODY },
      one: { url: one.url },
      two: { url: two.url },
    });
    using cli = startCli(["--watch", "0.1"], { cwd: folder.path });
    await cli.sees("Generated: generated/one");
    await cli.sees("Generated: generated/two");
    await cli.sees("error: The server cannot be reached");
    Object.assign(changing, CHANGED);
    await cli.sees("+ b: input size, required");
    cli.child.kill("SIGINT");
    const { code, stdout } = await cli.ends();
    expect(code).toBe(130);
    const [before = ""] = stdout.split("+ b: input size");
    expect(before.match(/^\w+:$/gm)?.at(-1)).toBe("two:");
  });
});
