import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createClient, readConfigFile } from "../../../src/runtime/index.js";
import { failureOf } from "../test-client.js";

let path = "";
beforeEach(async () => {
  path = join(await mkdtemp(join(tmpdir(), "s2gos-config-")), "config");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  await rm(join(path, ".."), { recursive: true });
});

describe("a configuration file", () => {
  it.each([
    [
      "JSON",
      '{"api_url": "http://h/", "use_bearer": true, "token": null, "extra": 1}',
    ],
    ["YAML", "api_url: http://h/\nuse_bearer: true\ntoken:\nextra: 1\n"],
  ])("is read as %s in the names of the Python client", async (_name, text) => {
    await writeFile(path, text);

    await expect(readConfigFile(path)).resolves.toEqual({
      apiUrl: "http://h/",
      useBearer: true,
    });
  });

  it("is read by a parser that is handed over", async () => {
    await writeFile(path, "http://h/");
    const parse = (text: string): unknown => ({ api_url: text });

    await expect(readConfigFile(path, { parse })).resolves.toEqual({
      apiUrl: "http://h/",
    });
  });

  it.each([
    ["a list", "[1]", "must hold an object"],
    ["neither", "{a: b: c: secret", "is neither valid JSON nor valid YAML"],
    ["a wrong type", "username: [secret]", "username in"],
  ])("that is %s is refused, and not quoted", async (_name, text, message) => {
    await writeFile(path, text);
    const reading = readConfigFile(path);

    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.not.toThrow("secret");
  });

  it("that the parser refuses is not quoted", async () => {
    await writeFile(path, "secret");
    const parse = (text: string): unknown => {
      throw new Error(`unexpected ${text}`);
    };
    const failure = await failureOf(readConfigFile(path, { parse }));
    expect(failure).toMatchObject({
      name: "ConfigError",
      message: `${path} can't be parsed by the parser that was passed.`,
    });
    expect(failure).not.toHaveProperty("cause");
  });

  it("that does not exist is named", async () => {
    await expect(readConfigFile(`${path}-none`)).rejects.toMatchObject({
      name: "ConfigError",
      message: expect.stringContaining(
        `The configuration ${path}-none can't be read: ENOENT`,
      ) as string,
    });
  });

  it("that is empty is no configuration", async () => {
    await writeFile(path, "");

    await expect(readConfigFile(path)).resolves.toEqual({});
  });

  it("cannot be read where there are no files", async () => {
    vi.spyOn(process, "getBuiltinModule").mockReturnValue(undefined);

    await expect(readConfigFile(path)).rejects.toMatchObject({
      name: "ConfigError",
      message: `The configuration ${path} can't be read: there is no file system here; pass its values to createClient.`,
    });
  });

  it("of either form, with a token from the environment, makes a client", async () => {
    vi.stubEnv("S2GOS_TOKEN", "t123");
    for (const text of [
      "api_url: http://h/\nauth_type: token\ntoken_header: X-A\n",
      "api_url: http://h/\nauth:\n  auth_type: token\n  access_token_header: X-A\n",
    ]) {
      await writeFile(path, text);
      expect(createClient(await readConfigFile(path)).toJSON()).toMatchObject({
        api_url: "http://h/",
        auth_type: "token",
        token: "***",
        token_header: "X-A",
        use_bearer: false,
      });
    }
  });
});
