import type { Subscriber } from "../documents.js";
import { isLoopback } from "../http/loopback.js";
import { Problem } from "../problem.js";
import { Reference } from "../process.js";

/** The web page that sent a request. */
export interface Page {
  readonly origin: string;
  /** The server's URL as the page knows it. */
  readonly base: string;
}

/**
 * Checks that a page does not use the server to reach what it cannot reach itself: other services of this machine, which
 * the server reads inputs from and calls back. A page may have read what lies at its own origin or at this server. It may
 * be called back at its own origin, where that can only be the page's server: on this machine, or by https, whose
 * certificate proves it. This server is not called back, because it would take such a request for a program's.
 *
 * @param inputs - The values of the inputs, read.
 * @throws Problem with status 403 - It names the first link that the page may not give.
 */
export function checkPageLinks(
  page: Page,
  inputs: Readonly<Record<string, unknown>>,
  subscriber: Subscriber | undefined,
): void {
  const read = Object.values(inputs)
    .flatMap((value) => hrefsOf(value))
    .find((href) => !mayBeRead(href, page));
  const called = Object.values<string>({ ...subscriber }).find(
    (uri) => !mayBeCalled(uri, page),
  );
  const refused = read ?? called;
  if (refused === undefined) return;
  const done = read === undefined ? "called back" : "read";
  throw new Problem(
    403,
    "Forbidden",
    `A web page of ${page.origin} may not have ${JSON.stringify(refused)} ${done}: it is not at its own origin. Programs may; for pages, start the server with --allow-local-links (startServer: localLinks).`,
  );
}

/** The targets of the links that an input has, which may occur several times. */
function hrefsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((one) => hrefsOf(one));
  return value instanceof Reference ? [value.link.href] : [];
}

/** Other links are not read at all; see by-reference.ts. */
function mayBeRead(href: string, { origin, base }: Page): boolean {
  if (!URL.canParse(href)) return true;
  const target = new URL(href);
  return (
    !isLoopback(target.hostname) ||
    target.origin === origin ||
    target.origin === new URL(base).origin
  );
}

function mayBeCalled(uri: string, { origin, base }: Page): boolean {
  const target = new URL(uri);
  return (
    target.origin === origin &&
    target.origin !== new URL(base).origin &&
    (target.protocol === "https:" || isLoopback(target.hostname))
  );
}
