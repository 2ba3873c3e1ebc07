import { once } from "node:events";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import {
  createServer,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type RunningServer } from "../../src/server/index.js";
import type { ServerAuthentication } from "../../src/server/app/authentication.js";
import { blocksOf, USER_PAGES, type CodeBlock } from "./code-blocks.js";
import { ReadersProject, SECRETS, type Hosts } from "./readers-project.js";

/** What servers want whose pages have `server=...`. */
const AUTHENTICATIONS: Readonly<Record<string, ServerAuthentication>> = {
  basic: {
    type: "basic",
    username: "ada",
    password: SECRETS.SCENES_PASSWORD,
  },
  token: {
    type: "token",
    token: SECRETS.SCENES_TOKEN,
    tokenHeader: "X-Auth-Token",
  },
  bearer: { type: "token", token: SECRETS.SCENES_TOKEN },
  "api-key": { type: "api-key", apiKey: SECRETS.SCENES_API_KEY },
  login: {
    type: "login",
    username: "ada",
    password: SECRETS.SCENES_PASSWORD,
  },
};

const FOLDER = mkdtempSync(join(tmpdir(), "s2gos-codegen-walk-"));
const SERVERS = new Map<string, RunningServer>();
const AUTHORIZATION = createServer((request, response) => {
  void grant(request, response);
});
const PROJECTS: ReadersProject[] = [];

/** The project in which the README's commands were run, of which those of the other pages are copies. */
let first: ReadersProject;

beforeAll(async () => {
  for (const [name, auth] of Object.entries(AUTHENTICATIONS)) {
    SERVERS.set(name, await startServer({ service: "s2gos", port: 0, auth }));
  }
  await once(AUTHORIZATION.listen(0, "127.0.0.1"), "listening");
  const { port } = AUTHORIZATION.address() as AddressInfo;
  mkdirSync(join(FOLDER, "first"));
  first = opened("first", { "login.example.org": `http://127.0.0.1:${port}` });
  await first.commands("npm init -y");
  await walk("README.md", first);
}, 300_000);

afterAll(async () => {
  for (const project of PROJECTS) project.end();
  for (const server of SERVERS.values()) await server.close();
  AUTHORIZATION.close();
  rmSync(FOLDER, { recursive: true, force: true });
});

/** The token endpoint of `login.example.org`, for programs that act for themselves (RFC 6749, section 4.4). */
async function grant(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const form = new URLSearchParams((await request.toArray()).join(""));
  const isKnown =
    form.get("grant_type") === "client_credentials" &&
    (form.get("client_secret") ?? basicPassword(request)) ===
      SECRETS.SCENES_CLIENT_SECRET;
  response.writeHead(isKnown ? 200 : 400, {
    "content-type": "application/json",
  });
  response.end(
    JSON.stringify(
      isKnown
        ? { access_token: SECRETS.SCENES_TOKEN, token_type: "Bearer" }
        : { error: "invalid_client" },
    ),
  );
}

function basicPassword({ headers }: IncomingMessage): string | undefined {
  const [, encoded = ""] = headers.authorization?.split(" ") ?? [];
  return Buffer.from(encoded, "base64").toString().split(":")[1];
}

function opened(name: string, hosts: Hosts): ReadersProject {
  const project = new ReadersProject(join(FOLDER, name), hosts);
  PROJECTS.push(project);
  return project;
}

/** Does what a page says, from its top to its end. */
async function walk(page: string, project: ReadersProject): Promise<void> {
  for (const block of blocksOf(page)) {
    const { tool, unrun } = block.attributes;
    if (tool !== undefined || unrun !== undefined) continue;
    try {
      await follow(block, project);
    } catch (error) {
      // eslint-disable-next-line preserve-caught-error -- A reporter prints a cause with all that it has.
      throw new Error(
        `${page}:${block.line} does not run as it stands there: ${reasonOf(error)}`,
      );
    }
  }
}

/** What a program printed, else the error's message. */
function reasonOf(error: unknown): string {
  const {
    message,
    stdout = "",
    stderr = "",
  } = error as {
    readonly message: string;
    readonly stdout?: string;
    readonly stderr?: string;
  };
  return [message.split("\n", 1)[0], stdout, stderr].join("\n").slice(0, 1000);
}

async function follow(
  { language, attributes, code, line }: CodeBlock,
  project: ReadersProject,
): Promise<void> {
  const { file, server: name } = attributes;
  const hosts = name === undefined ? {} : { "example.org": originOf(name) };
  if (file !== undefined) {
    project.write(file, code, hosts);
    if (file.startsWith("s2gos-codegen.config.")) {
      await project.commands(`npx s2gos-codegen --config ${file} --dry-run`);
    }
  } else if (language === "sh") {
    await project.commands(code, hosts);
  } else if (language === "ts") {
    expect(await project.program(`line-${line}.ts`, code, hosts)).toBe("");
  }
}

function originOf(authentication: string): string {
  const server = SERVERS.get(authentication);
  if (server !== undefined) return new URL(server.url).origin;
  throw new Error(
    `No server has the authentication "${authentication}", only ${[...SERVERS.keys()].join(", ")}.`,
  );
}

describe("what the pages say, done in a reader's project", () => {
  it("README.md, whose client is that of a server that it started", () => {
    expect(first.hosts).toHaveProperty(["localhost:8008"]);
  });

  it.each(USER_PAGES.filter((page) => page !== "README.md"))(
    "%s",
    async (page) => {
      const project = opened(page.replaceAll(/\W/g, "-"), first.hosts);
      cpSync(first.folder, project.folder, {
        recursive: true,
        verbatimSymlinks: true,
      });
      await walk(page, project);
    },
    300_000,
  );
});
