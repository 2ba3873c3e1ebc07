import { existsSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { WebSocket } from "undici";
import { startServer, type RunningServer } from "../../../src/server/index.js";
import { run } from "../command.js";
import { Complaint } from "../complaint.js";
import type { Delivery, Environment, Project, Step } from "../environment.js";
import { serving } from "../served.js";
import { bundle, page, tool, tsc } from "../steps.js";

const INSTALL_LIMIT_MS = 120_000;
const LIMIT_MS = 60_000;
const INTERVAL_MS = 50;

/** Where the plug-in of the template writes. */
const OUT = "src/generated";

/** Vite's development server. */
const VITE_SERVES = {
  name: "vite",
  args: (port: number): readonly string[] => [
    ...["--host", "127.0.0.1", "--port", String(port)],
  ],
  ready: /Local:/,
};

/** Installs this project as it is published: the plug-in generates when Vite starts. */
const PLUGIN: Delivery = {
  label: "",
  deliver: async (project) => {
    const { folder, matrix } = project;
    await run({
      what: "npm install of the plug-in",
      program: "npm",
      args: ["install", "--no-save", await matrix.packed()],
      cwd: folder,
      limitMs: INSTALL_LIMIT_MS,
    });
    await configure(project, matrix.urls.local);
    return { label: "", digest: "" };
  },
};

/** The configuration file that the plug-in reads, in a project without a generated package. */
async function configure({ folder }: Project, url: string): Promise<void> {
  await rm(join(folder, OUT), { recursive: true, force: true });
  await writeFile(
    join(folder, "s2gos-codegen.config.json"),
    JSON.stringify({ url }),
  );
}

/**
 * Serves the page while the server of processes stops, which the overlay shows, and comes back with one more process,
 * which is generated.
 */
const servesAndWatches: Step = async (project) => {
  let server = await startServer({ service: "local", port: 0 });
  try {
    await configure(project, server.url);
    return await serving(VITE_SERVES, project, async (url) => {
      await generated(project, "primes-between");
      const messages = await messagesOf(url);
      try {
        await server.close();
        await messages.next("error", "The server cannot be reached");
        server = await startServer({ service: "local", port: server.port });
        addProcess(server);
        await messages.next("full-reload", "");
        await generated(project, "added");
      } finally {
        messages.close();
      }
      return "outage in the overlay, one more process generated";
    });
  } finally {
    await server.close();
  }
};

function addProcess(server: RunningServer): void {
  server.addProcess({
    description: {
      id: "added",
      version: "1",
      inputs: {},
      outputs: { a: { schema: { type: "integer" } } },
    },
    execute: () => ({ a: 1 }),
  });
}

/** Waits for the file of a process. */
async function generated({ folder }: Project, name: string): Promise<void> {
  const file = join(folder, OUT, "processes", `${name}.ts`);
  await until(
    () => existsSync(file),
    `${OUT}/processes/${name}.ts is not there`,
  );
}

/** What a page of the development server gets. */
async function messagesOf(url: string): Promise<{
  /** Waits for a message of a type, with a text in it. */
  readonly next: (type: string, text: string) => Promise<void>;
  readonly close: () => void;
}> {
  const messages: string[] = [];
  const socket = new WebSocket(url.replace(/^http/, "ws"), "vite-hmr");
  socket.addEventListener("message", ({ data }) => {
    messages.push(String(data));
  });
  await until(() => socket.readyState === WebSocket.OPEN, "no WebSocket");
  return {
    next: (type, text) =>
      until(
        () =>
          messages.some(
            (message) =>
              message.includes(`"type":"${type}"`) && message.includes(text),
          ),
        `the page gets no message "${type}"`,
      ),
    close: () => {
      socket.close();
    },
  };
}

async function until(holds: () => boolean, complaint: string): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  while (!holds()) {
    if (performance.now() > limit) throw new Complaint(complaint);
    await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS));
  }
}

/** The plug-in in the projects of each version of Vite. */
export const VITE_PLUGIN: readonly Environment[] = [4, 5, 6, 7, 8].map(
  (major) => ({
    name: `vite-plugin-${major}`,
    layers: ["vite-page", `vite-${major}`, "vite-plugin"],
    deliveries: [PLUGIN],
    steps: [
      tool("vite", ["build", "--logLevel", "warn"]),
      // Its configuration as well: the plug-in is one of Vite's plug-ins to the compiler.
      tsc("-b"),
      bundle("dist"),
      page("dist"),
      servesAndWatches,
    ],
  }),
);
