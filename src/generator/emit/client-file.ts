import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { continued, fileText } from "./layout.js";
import type { PackageContext } from "./package-context.js";
import { stringLiteral } from "./text.js";

/** The text of `client.ts`: the server's URL and the client that functions use by default. */
export function clientFile({ options, runtime }: PackageContext): string {
  return fileText([
    BANNER,
    [
      "import {",
      "  type Client,",
      "  type ClientOptions,",
      "  type Connection,",
      "  clientOf,",
      "  connect,",
      "  createClient as createRuntimeClient,",
      `} from ${stringLiteral(runtime.fromRoot)};`,
    ].join("\n"),
    urlText(stringLiteral(options.defaultUrl)),
    [
      "let defaultConnection: Connection | undefined;",
      "let defaultClient: Client | undefined;",
      "",
      "/**",
      " * Creates a client for the service. Options win over the environment",
      " * (`S2GOS_*`), and that over the defaults.",
      " */",
      "export function createClient(options: ClientOptions = {}): Client {",
      "  return createRuntimeClient({",
      "    ...options,",
      "    defaults: { apiUrl: DEFAULT_API_URL, ...options.defaults },",
      "  });",
      "}",
    ].join("\n"),
    [
      "/** The connection of calls that name no client: made at the first such call. */",
      "export function getDefaultConnection(): Connection {",
      "  defaultConnection ??= connect({ defaults: { apiUrl: DEFAULT_API_URL } });",
      "  return defaultConnection;",
      "}",
    ].join("\n"),
    [
      "/** The client of that connection, for its other operations and to close it. */",
      "export function getDefaultClient(): Client {",
      "  defaultClient ??= clientOf(getDefaultConnection());",
      "  return defaultClient;",
      "}",
    ].join("\n"),
  ]);
}

function urlText(url: string): string {
  const start = "export const DEFAULT_API_URL =";
  const comment = docComment([
    "URL of the server that clients talk to unless options or the environment",
    "(`S2GOS_API_URL`) say otherwise.",
  ]);
  return comment + continued(start, `${url};`);
}
