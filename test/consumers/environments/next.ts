import { sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { served } from "../served.js";
import { bundle, tool } from "../steps.js";

/** What Next says about the folder in which the project lies. */
const ABOUT_THE_MACHINE =
  /No build cache found|inferred your workspace root|lockfile|turbopack\.root/;

/** The page compares what the server component and the client component got. */
function nextServer(command: "start" | "dev"): Step {
  return served({
    name: "next",
    args: (port) => [command, "-H", "127.0.0.1", "-p", String(port)],
    ready: /Ready/,
    inHtml: /id="server">([^<]*)/,
  });
}

/** `next build` also type-checks. */
function built(...flags: readonly string[]): readonly Step[] {
  return [
    tool("next", ["build", ...flags], { expected: ABOUT_THE_MACHINE }),
    bundle(".next/static"),
    nextServer("start"),
  ];
}

/** An application of `npx create-next-app`, with a server component and a client component. */
export const NEXT: readonly Environment[] = [
  {
    name: "next-turbopack",
    layers: ["next"],
    deliveries: sources("app/generated", "none", "detected"),
    steps: built(),
    isStock: true,
  },
  {
    name: "next-webpack",
    layers: ["next"],
    deliveries: sources("app/generated", "none", "detected"),
    steps: built("--webpack"),
    isStock: true,
  },
  {
    name: "next-dev",
    layers: ["next"],
    deliveries: sources("app/generated", "detected"),
    steps: [nextServer("dev")],
  },
  {
    name: "next-undici",
    layers: ["next"],
    packages: { undici: "7.30.2" },
    deliveries: sources("app/generated", "detected"),
    steps: built(),
  },
];
