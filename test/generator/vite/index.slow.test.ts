import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "undici";
import { build, createServer, type PluginOption } from "vite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  s2gosCodegen,
  type S2gosPluginOptions,
} from "../../../src/generator/vite/index.js";
import { startServer, type RunningServer } from "../../../src/server/index.js";

let root: string;
let server: RunningServer;

beforeEach(async () => {
  root = realpathSync(mkdtempSync(join(tmpdir(), "s2gos-vite-")));
  mkdirSync(join(root, "src"));
  writeFileSync(join(root, "package.json"), '{ "type": "module" }\n');
  writeFileSync(
    join(root, "index.html"),
    '<script type="module" src="/src/main.ts"></script>\n',
  );
  writeFileSync(
    join(root, "src/main.ts"),
    'import { sleepAWhile } from "./gen/index.ts";\nconsole.log(sleepAWhile.id);\n',
  );
  server = await startServer({ service: "local", port: 0 });
});

afterEach(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

/** Vite's configuration with the plug-in: its type is one of Vite's plug-ins. */
function withPlugin(options: S2gosPluginOptions) {
  const plugin: PluginOption = s2gosCodegen({
    url: server.url,
    out: "src/gen",
    ...options,
  });
  return {
    root,
    configFile: false as const,
    logLevel: "silent" as const,
    plugins: [plugin],
  };
}

describe("vite build", () => {
  it("generates what it builds", async () => {
    await build(withPlugin({}));
    expect(existsSync(join(root, "src/gen/index.ts"))).toBe(true);
    expect(existsSync(join(root, "dist/index.html"))).toBe(true);
  });

  it("reads the configuration file where it has no options", async () => {
    writeFileSync(
      join(root, "s2gos-codegen.config.json"),
      JSON.stringify({ url: server.url, out: "src/gen" }),
    );
    await build({ ...withPlugin({}), plugins: [s2gosCodegen()] });
    expect(existsSync(join(root, "dist/index.html"))).toBe(true);
  });

  it("builds the package of an earlier run while the server is away, unless it is required", async () => {
    await build(withPlugin({}));
    await server.close();
    rmSync(join(root, "dist"), { recursive: true });
    await build(withPlugin({}));
    expect(existsSync(join(root, "dist/index.html"))).toBe(true);
    await expect(build(withPlugin({ required: true }))).rejects.toThrow(
      /The server cannot be reached: the connection is refused\.\n {2}at: .*\n {2}hint: /,
    );
    server = await startServer({ service: "local", port: 0 });
  });

  it.each<[string, S2gosPluginOptions, string]>([
    [
      "a server that is away, without a package",
      { url: "http://127.0.0.1:1/" },
      "The server cannot be reached",
    ],
    [
      "an option that does not exist",
      { urll: "x" } as object,
      'There is no setting "urll".',
    ],
    [
      "a process that does not exist",
      { process: ["no_such"] },
      'There is no process "no_such".',
    ],
  ])("fails for %s", async (_, options, message) => {
    await expect(build(withPlugin(options))).rejects.toThrow(message);
  });
});

it.each([0, -1, Number.NaN, true])(
  "does not read the processes every %s s",
  (watch) => {
    expect(() => s2gosCodegen({ watch: watch as number })).toThrow(
      "watch must be a number of seconds above 0, or false.",
    );
  },
);

describe("several services", () => {
  /** One whose server is there, after one whose server is elsewhere. */
  function twoServices(elsewhere: string): void {
    writeFileSync(
      join(root, "s2gos-codegen.config.json"),
      JSON.stringify({
        services: {
          away: { url: elsewhere, out: "src/away" },
          here: { url: server.url, out: "src/gen" },
        },
      }),
    );
  }

  it("are all generated before a build fails for one of them", async () => {
    twoServices("http://127.0.0.1:1/");
    const config = { ...withPlugin({}), plugins: [s2gosCodegen()] };
    await expect(build(config)).rejects.toThrow(
      /away: The server cannot be reached/,
    );
    expect(existsSync(join(root, "src/gen/index.ts"))).toBe(true);
  });

  it("are served while one is away, which is generated once its server is back", async () => {
    const other = await startServer({ service: "s2gos", port: 0 });
    await other.close();
    twoServices(other.url);
    const vite = await createServer({
      ...withPlugin({}),
      plugins: [s2gosCodegen({ watch: 0.2 })],
      server: { port: 0, host: "127.0.0.1" },
    });
    try {
      await vite.listen();
      expect(existsSync(join(root, "src/gen/index.ts"))).toBe(true);
      expect(await payloads(vite, "error")).toMatchObject({
        err: {
          message: expect.stringMatching(
            /^away: The server cannot be reached/,
          ) as unknown,
        },
      });
      const back = payloads(vite, "full-reload");
      await using _again = await startServer({
        service: "s2gos",
        port: other.port,
      });
      expect(await back).toMatchObject({ type: "full-reload" });
      await until(() => existsSync(join(root, "src/away/index.ts")));
    } finally {
      await vite.close();
    }
  });
});

describe("vite", () => {
  it("shows an outage in the overlay, takes it away, and generates what changed", async () => {
    const { port } = new URL(server.url);
    const vite = await createServer({
      ...withPlugin({ watch: 0.2 }),
      server: { port: 0, host: "127.0.0.1" },
    });
    try {
      await vite.listen();
      expect(existsSync(join(root, "src/gen/processes/sleep-a-while.ts"))).toBe(
        true,
      );
      await server.close();
      const away = await payloads(vite, "error");
      expect(away).toMatchObject({
        type: "error",
        err: {
          message: expect.stringMatching(
            /^The server cannot be reached: the connection is refused\.\n {2}at: http/,
          ) as unknown,
          plugin: "s2gos-codegen",
        },
      });
      const back = payloads(vite, "full-reload");
      server = await startServer({ service: "local", port: Number(port) });
      server.addProcess({
        description: {
          id: "added",
          version: "1",
          inputs: {},
          outputs: { a: { schema: { type: "integer" } } },
        },
        execute: () => ({ a: 1 }),
      });
      expect(await back).toMatchObject({ type: "full-reload" });
      await until(() => existsSync(join(root, "src/gen/processes/added.ts")));
    } finally {
      await vite.close();
    }
  });

  it("starts while the server is away", async () => {
    const vite = await createServer({
      ...withPlugin({ url: "http://127.0.0.1:1/", watch: false }),
      server: { port: 0, host: "127.0.0.1" },
    });
    try {
      await vite.listen();
      // A page that is opened later sees it too.
      const shown = await payloads(vite, "error");
      expect(shown).toMatchObject({ err: { plugin: "s2gos-codegen" } });
    } finally {
      await vite.close();
    }
  });
});

type Running = Awaited<ReturnType<typeof createServer>>;

/** What a page gets of one kind of message, as Vite's own client does. */
async function payloads(vite: Running, type: string): Promise<unknown> {
  const [url = ""] = vite.resolvedUrls?.local ?? [];
  // Pages give a token as well, which programs need not.
  const address = url.replace(/^http/, "ws");
  const socket = new WebSocket(address, "vite-hmr");
  try {
    return await new Promise((resolve, reject) => {
      socket.addEventListener("message", ({ data }) => {
        const payload = JSON.parse(String(data)) as { readonly type: string };
        if (payload.type === type) resolve(payload);
      });
      socket.addEventListener("close", () => {
        reject(new Error(`The connection to ${address} ended.`));
      });
    });
  } finally {
    socket.close();
  }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 50));
}
