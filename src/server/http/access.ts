import { Problem } from "../problem.js";
import { isAddress, isLoopback } from "./loopback.js";

/** Which web pages may use the server, and by which names it is addressed. */
export interface AccessRules {
  /** Origins of pages besides those of this machine, such as `https://pages.example`; `*` stands for all. */
  readonly origins: readonly string[];
  /** Names of the server besides addresses and those that always lead to this machine; `*` stands for all. */
  readonly hosts: readonly string[];
}

/**
 * Checks that a request is meant for this server, and that its page may use the server. A browser sends the requests of
 * any page on the web to this machine, with the `Origin` of the page (Fetch standard, 3.1); programs send none.
 *
 * @param origin - The `Origin` header of the request; null: there is none, so that no page sent it, or one that cannot
 * read the answer and wants to change nothing.
 * @throws Problem with status 421 - The host is another's. A name that was made to lead to this machine (DNS rebinding)
 * would make a page and this server one origin, to which the rules for pages do not apply.
 * @throws Problem with status 403 - The page may not use the server.
 */
export function checkAccess(
  { hostname, host }: URL,
  origin: string | null,
  { origins, hosts }: AccessRules,
): void {
  const isKnown =
    isAddress(hostname) ||
    isLoopback(hostname) ||
    hosts.includes("*") ||
    hosts.includes(hostname);
  if (!isKnown) {
    throw new Problem(
      421,
      "Misdirected request",
      `This server is not called "${hostname}". If it should be, start it with --allow-host ${hostname} (startServer: hosts).`,
    );
  }
  if (origin === null || origins.includes("*") || origins.includes(origin)) {
    return;
  }
  const page = URL.canParse(origin) ? new URL(origin) : undefined;
  const isWeb = page !== undefined && /^https?:$/.test(page.protocol);
  if (isWeb && (isLoopback(page.hostname) || page.host === host)) return;
  throw new Problem(
    403,
    "Forbidden",
    `Web pages of ${JSON.stringify(origin)} may not use this server. If they should, start it with --cors ${isWeb ? origin : "ORIGIN"} (startServer: cors).`,
  );
}

/**
 * Reads the names of origins or hosts in the form in which requests have them.
 * @throws RangeError - An origin is not one: it has a path, or no scheme. A host has a port or a scheme.
 */
export function accessRules(
  origins: readonly string[],
  hosts: readonly string[],
): AccessRules {
  return { origins: origins.map(readOrigin), hosts: hosts.map(readHost) };
}

/** `null` is the origin of pages that are files, and of those in a sandbox. Schemes of applications, such as `capacitor:`, have origins that `URL` does not know. */
function readOrigin(text: string): string {
  if (text === "*" || text === "null") return text;
  const isOrigin = /^[a-z][\w+.-]*:\/\/[^/?#@*\s]+\/?$/i.test(text);
  if (isOrigin && URL.canParse(text)) {
    const { origin } = new URL(text);
    return origin === "null" ? text.replace(/\/$/, "") : origin;
  }
  throw new RangeError(
    `${JSON.stringify(text)} is not the origin of a web page; give it as https://pages.example or http://192.168.1.5:5173, or * for all.`,
  );
}

function readHost(text: string): string {
  const url = `http://${text}/`;
  if (text === "*") return text;
  if (/^[^/?#@\s]+$/.test(text) && URL.canParse(url)) {
    const { hostname, port } = new URL(url);
    if (port === "" && !text.endsWith(":80")) return hostname;
  }
  throw new RangeError(
    `${JSON.stringify(text)} is not the name of a host; give it without scheme and port, such as processes.example, or * for all.`,
  );
}
