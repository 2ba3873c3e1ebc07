import { inject } from "vitest";
import type { Outcome } from "./run.js";
import type { ServerName } from "./server-names.js";

/** What a test needs to know about its server. */
export interface ServerUnderTest {
  readonly url: string;
  /** What the command line printed when it generated the package. */
  readonly generation: Outcome;
}

declare module "vitest" {
  interface ProvidedContext {
    servers: Readonly<Partial<Record<ServerName, ServerUnderTest>>>;
  }
}

/** The server that the package of this name was generated from. */
export function serverUnderTest(name: ServerName): ServerUnderTest {
  const server = inject("servers")[name];
  if (server === undefined) throw new Error(`${name} was not started.`);
  return server;
}
