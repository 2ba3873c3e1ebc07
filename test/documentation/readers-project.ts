import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import {
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "./code-blocks.js";

/** The servers of pages. */
const PAGES_SERVER =
  /https?:\/\/(localhost:\d+|(?:[\w-]+\.)*example\.(?:org|com))(?=[/"\s]|$)/g;

/** Programs that go on until they are ended. */
const ENDLESS = /\bs2gos-codegen serve\b|--watch\b/;

/** The secrets that programs of the pages read from the environment. */
export const SECRETS = {
  SCENES_PASSWORD: "lovelace",
  SCENES_TOKEN: "token-of-ada",
  SCENES_API_KEY: "key-of-ada",
  SCENES_CLIENT_SECRET: "secret-of-nightly-scenes",
};

/** The environment of programs: nothing that this run, or the developer's shell, sets for clients or npm. */
const VARIABLES: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^(?:S2GOS_|NODE_|VITEST|npm_|FORCE_COLOR$)/.test(name),
    ),
  ),
  ...SECRETS,
  NO_COLOR: "1",
  // A command that a page has not installed fails, instead of being downloaded.
  npm_config_offline: "true",
  npm_config_update_notifier: "false",
};

const run = promisify(execFile);

/** Hosts of the pages, and the origins of the servers that stand for them. */
export type Hosts = Readonly<Record<string, string>>;

/**
 * The folder in which a reader does what the pages say. All is done as it stands there, except:
 *
 * - `npm install` links the packages of this repository, where they have the version that the page asks for, and
 *   the built command for its tarball: no test depends on a registry.
 * - `npm publish` only packs.
 * - Servers are embedded ones: `http://localhost:8008` is what the README's `serve` started, on a free port, and so is
 *   every host of `example.org` that has no server of its own in `hosts`.
 * - `serve` and `--watch` run until the reader is done.
 */
export class ReadersProject {
  readonly folder: string;
  /** Those that were started here come in when they run. */
  hosts: Hosts;
  readonly #running: number[] = [];

  constructor(folder: string, hosts: Hosts) {
    this.folder = folder;
    this.hosts = hosts;
  }

  /** Writes a file of the project. */
  write(path: string, text: string, hosts: Hosts = {}): void {
    const file = join(this.folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, this.#withServers(text, hosts));
  }

  /**
   * Runs TypeScript.
   *
   * @param hosts - Servers for this program alone.
   * @returns What it wrote to the standard error stream.
   */
  async program(
    name: string,
    code: string,
    hosts: Hosts = {},
  ): Promise<string> {
    this.write(name, code, hosts);
    const { stderr } = await run(process.execPath, ["--import", "tsx", name], {
      cwd: this.folder,
      env: VARIABLES,
      timeout: 60_000,
    });
    return stderr;
  }

  /** Runs what a page's `sh` block holds, a line after the other. */
  async commands(code: string, hosts: Hosts = {}): Promise<void> {
    for (const line of code.replaceAll("\\\n", " ").split("\n")) {
      const command = line.trim();
      if (command === "" || command.startsWith("#")) continue;
      await this.#command(this.#withServers(command, hosts));
    }
  }

  /** Ends what still runs. */
  end(): void {
    for (const pid of this.#running.splice(0)) process.kill(-pid, "SIGKILL");
  }

  #withServers(text: string, hosts: Hosts): string {
    const origins = { ...this.hosts, ...hosts };
    return text.replaceAll(PAGES_SERVER, (url: string, host: string) => {
      const isExample = !host.startsWith("localhost:");
      return origins[host] ?? (isExample ? origins["example.org"] : url) ?? url;
    });
  }

  async #command(command: string): Promise<void> {
    const [, packages] = /^npm install (.+)$/.exec(command) ?? [];
    if (packages !== undefined) {
      for (const spec of packages.split(/\s+/)) this.#install(spec);
    } else if (ENDLESS.test(command)) {
      await this.#start(command);
    } else {
      await run("sh", ["-c", command.replace("npm publish", "npm pack")], {
        cwd: this.folder,
        env: VARIABLES,
        timeout: 120_000,
      });
    }
  }

  /** Links a package and its commands into the project. */
  #install(spec: string): void {
    if (spec.startsWith("-")) return;
    const isTool = /s2gos-codegen-[\d.]+\.tgz$/.test(spec);
    const [, name = "", wanted = ""] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
    const source = isTool ? ROOT : join(ROOT, "node_modules", name);
    const manifest = JSON.parse(
      readFileSync(join(source, "package.json"), "utf8"),
    ) as { name: string; version: string; bin?: string | object };
    if (
      !isTool &&
      !`${manifest.version}.`.startsWith(`${wanted}.`.replace(/^\.$/, ""))
    ) {
      throw new Error(`${spec}: ${manifest.version} is installed here.`);
    }
    const bin =
      typeof manifest.bin === "string"
        ? { [manifest.name]: manifest.bin }
        : manifest.bin;
    this.#link(manifest.name, source);
    for (const [command, path] of Object.entries(bin ?? {})) {
      this.#link(join(".bin", command), join(source, String(path)));
    }
  }

  #link(name: string, target: string): void {
    const link = join(this.folder, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    rmSync(link, { force: true });
    symlinkSync(target, link);
  }

  /** Starts a program, and goes on when it has said something. A server is asked for a free port. */
  async #start(command: string): Promise<void> {
    const isServer = command.includes(" serve");
    const [, port = "8008"] = / --port (\d+)/.exec(command) ?? [];
    const started = command.replace(/ --port \d+/, "");
    const child = spawn(
      "sh",
      ["-c", isServer ? `${started} --port 0` : started],
      {
        cwd: this.folder,
        detached: true,
        env: VARIABLES,
        stdio: ["ignore", "pipe", "ignore"],
      },
    );
    if (child.pid !== undefined) this.#running.push(child.pid);
    const [text] = (await Promise.race([
      once(child.stdout, "data"),
      once(child, "exit").then(() => {
        throw new Error(`"${command}" ended by itself.`);
      }),
    ])) as [Buffer];
    const [origin] = /http:\/\/[^\s/]+/.exec(text.toString()) ?? [];
    if (!isServer || origin === undefined) return;
    this.hosts = {
      "example.org": origin,
      ...this.hosts,
      [`localhost:${port}`]: origin,
    };
  }
}
