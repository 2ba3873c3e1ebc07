import { BANNER } from "./banner.js";
import { docComment } from "./comment.js";
import { blocks, doc, lines, printLayout } from "./layout.js";
import { stringLiteral } from "./text.js";

/** The text of `client.ts`: the server's URL and the client that functions use by default. */
export function clientFile(defaultUrl: string, runtimeModule: string): string {
  return printLayout([
    blocks([
      BANNER,
      lines([
        "import {",
        "  type Client,",
        "  type ClientOptions,",
        "  createClient as createRuntimeClient,",
        `} from ${stringLiteral(runtimeModule)};`,
      ]),
      [
        docComment([
          "URL of the server that clients talk to unless options or the environment",
          "(`S2GOS_API_URL`) say otherwise.",
        ]),
        doc.group([
          "export const DEFAULT_API_URL =",
          doc.indent([doc.line, stringLiteral(defaultUrl)]),
          ";",
        ]),
      ],
      lines([
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
      ]),
      lines([
        "/** The client of calls that name none: created at the first such call. */",
        "export function getDefaultClient(): Client {",
        "  defaultClient ??= createClient();",
        "  return defaultClient;",
        "}",
      ]),
    ]),
    doc.hardline,
  ]);
}
