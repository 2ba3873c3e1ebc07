import { Problem } from "../problem.js";

/** The largest body of a request that is read, in bytes. */
export const LARGEST_BODY: number = 64 * 1024 * 1024;

/**
 * Reads the body of a request as text, whatever its media type says. GET and HEAD have none.
 * @throws Problem with status 413 - The body is larger than {@link LARGEST_BODY}.
 */
export async function bodyText(request: Request): Promise<string> {
  if (request.method === "GET" || request.method === "HEAD") return "";
  if (Number(request.headers.get("content-length")) > LARGEST_BODY) {
    throw tooLarge();
  }
  try {
    return await request.text();
  } catch (error) {
    throw isTooLarge(error) ? tooLarge() : error;
  }
}

/** The error of `srvx`, which counts the bytes of bodies whose length is not known before. */
function isTooLarge(error: unknown): boolean {
  return (
    error instanceof Error &&
    "code" in error &&
    error.code === "ERR_BODY_TOO_LARGE"
  );
}

/** The connection is closed, because the rest of the body is not read. */
function tooLarge(): Problem {
  return new Problem(
    413,
    "Content too large",
    `The body of a request may have ${LARGEST_BODY / 1024 / 1024} MiB; give larger inputs as links.`,
    "about:blank",
    { connection: "close" },
  );
}
