import { createServer, type AddressInfo } from "node:net";
import { start } from "../command.js";
import { Complaint, firstError } from "../complaint.js";
import { sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { bundle, checkResult, tool } from "../steps.js";

const READY_LIMIT_MS = 60_000;

/** What Next says about the folder in which the project lies. */
const ABOUT_THE_MACHINE =
  /No build cache found|inferred your workspace root|lockfile|turbopack\.root/;

/** The page compares what the server component and the client component got. */
const served: Step = async ({ folder, matrix }) => {
  const port = await freePort();
  const { output, ended, end } = start({
    what: "next start",
    program: process.execPath,
    args: [
      "node_modules/next/dist/bin/next",
      ...["start", "-H", "127.0.0.1", "-p", String(port)],
    ],
    cwd: folder,
    limitMs: READY_LIMIT_MS,
  });
  try {
    await ready(output);
    const url = `http://127.0.0.1:${port}/`;
    const html = await (await fetch(url)).text();
    checkResult(/id="server">([^<]*)/.exec(html)?.[1] ?? html);
    if (matrix.browser === undefined) {
      return "server component got it, page left out: no browser";
    }
    checkResult(await matrix.browser.resultOf({ url }));
    return "server component and Chromium got the same";
  } finally {
    end();
    await ended;
  }
};

async function ready(output: () => string): Promise<void> {
  const limit = performance.now() + READY_LIMIT_MS;
  while (!output().includes("Ready")) {
    if (performance.now() > limit) {
      throw new Complaint(`next start: ${firstError(output())}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** `next build` also type-checks. */
function steps(...flags: readonly string[]): readonly Step[] {
  return [
    tool("next", ["build", ...flags], { expected: ABOUT_THE_MACHINE }),
    bundle(".next/static"),
    served,
  ];
}

/** An application of `npx create-next-app`, with a server component and a client component. */
export const NEXT: readonly Environment[] = [
  {
    name: "next-turbopack",
    layers: ["next"],
    deliveries: sources("app/generated", "none", "detected"),
    steps: steps(),
    isStock: true,
  },
  {
    name: "next-webpack",
    layers: ["next"],
    deliveries: sources("app/generated", "none", "detected"),
    steps: steps("--webpack"),
    isStock: true,
  },
  {
    name: "next-undici",
    layers: ["next"],
    packages: { undici: "7.30.2" },
    deliveries: sources("app/generated", "detected"),
    steps: steps(),
  },
];
