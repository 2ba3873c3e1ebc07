import type { EnvironmentName } from "./environments.js";

/** What a server is, and what tells it from other servers of the same Python package. */
export interface ServerKind {
  readonly environment: EnvironmentName;
  /** The Python package that it comes from. */
  readonly distribution: string;
  readonly remark?: string;
  /** A program of Debian's that it needs besides Python. */
  readonly program?: string;
}

/** The servers, by the name of the package that is generated from each, and of the test file with its calls. */
export const SERVERS = {
  s2gos: { environment: "servers", distribution: "s2gos-server" },
  wraptile: { environment: "servers", distribution: "wraptile" },
  pygeoapi: {
    environment: "servers",
    distribution: "pygeoapi",
    remark: "its own 3 processes",
  },
  "pygeoapi-12": {
    environment: "servers",
    distribution: "pygeoapi",
    remark: "12 processes",
  },
  "pygeoapi-oldest": {
    environment: "oldest",
    distribution: "pygeoapi",
    remark: "with AquaINFRA's processes",
  },
  "pygeoapi-plugins": {
    environment: "servers",
    distribution: "pygeoapi",
    remark: "with AquaINFRA's processes",
  },
  "pygeoapi-newest": {
    environment: "newest",
    distribution: "pygeoapi",
    remark: "with AquaINFRA's processes",
  },
  fastprocesses: {
    environment: "newest",
    distribution: "fastprocesses",
    program: "redis-server",
  },
  "fastprocesses-proxied": {
    environment: "newest",
    distribution: "fastprocesses",
    remark: "behind a proxy that removes a prefix",
    program: "redis-server",
  },
} as const satisfies Readonly<Record<string, ServerKind>>;

/** One of {@link SERVERS}. */
export type ServerName = keyof typeof SERVERS;

/** The names of {@link SERVERS}. */
export const SERVER_NAMES = Object.keys(SERVERS) as readonly ServerName[];

/** What a server is. */
export function kindOf(name: ServerName): ServerKind {
  return SERVERS[name];
}
