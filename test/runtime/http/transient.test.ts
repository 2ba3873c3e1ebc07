import { describe, expect, it } from "vitest";
import type { RequestKind } from "../../../src/runtime/config/client-options.js";
import {
  ApiError,
  ConnectionError,
  TimeoutError,
} from "../../../src/runtime/index.js";
import { isTransient } from "../../../src/runtime/http/transient.js";

const PLACE = { method: "GET", url: "http://127.0.0.1/" };
const status = (code: number, retryAfterMs?: number): ApiError =>
  new ApiError({
    ...PLACE,
    status: code,
    headers: {},
    attempts: 1,
    retryAfterMs,
  });
const broken = (networkCode: string): ConnectionError =>
  new ConnectionError("broken", { ...PLACE, networkCode });
const UNSENT = new ConnectionError("broken", {
  ...PLACE,
  networkCode: "ECONNRESET",
  isUnsent: true,
});
const SLOW = new TimeoutError({ ...PLACE, timeoutMs: 1 });

describe("isTransient", () => {
  it.each<[string, RequestKind, unknown, boolean]>([
    ["GET", "document", status(408), true],
    ["GET", "document", status(425), true],
    ["GET", "document", status(429), true],
    ["GET", "document", status(500), true],
    ["GET", "document", status(501), false],
    ["GET", "document", status(502), true],
    ["GET", "document", status(503), true],
    ["GET", "document", status(504), true],
    ["GET", "document", status(400), false],
    ["GET", "document", status(401), false],
    ["GET", "document", status(403), false],
    ["GET", "document", status(404), false],
    ["GET", "document", broken("ECONNRESET"), true],
    ["GET", "document", broken("ECONNREFUSED"), true],
    ["GET", "document", broken("ENOTFOUND"), true],
    ["GET", "document", broken("UND_ERR_SOCKET"), true],
    ["GET", "document", broken("CERT_HAS_EXPIRED"), false],
    ["GET", "document", SLOW, true],
    ["GET", "document", new Error("a bug"), false],
    ["DELETE", "document", status(503), true],
    ["DELETE", "document", broken("ECONNRESET"), true],
    ["GET", "download", broken("ECONNRESET"), true],
    ["POST", "execution", broken("ECONNREFUSED"), true],
    ["POST", "execution", broken("EMFILE"), true],
    ["POST", "execution", broken("CERT_HAS_EXPIRED"), false],
    ["POST", "execution", UNSENT, true],
    ["POST", "execution", broken("ECONNRESET"), false],
    ["POST", "execution", broken("ETIMEDOUT"), false],
    ["POST", "execution", SLOW, false],
    ["POST", "execution", status(429), true],
    ["POST", "execution", status(503, 1_000), true],
    ["POST", "execution", status(503), false],
    ["POST", "execution", status(500), false],
    ["POST", "execution", status(502), false],
    ["POST", "document", broken("ECONNRESET"), false],
  ])("%s as %s after %s: %s", (method, kind, failure, wanted) => {
    expect(isTransient(failure, { method, kind })).toBe(wanted);
  });

  it.each<[unknown, boolean]>([
    [status(500), true],
    [broken("ECONNRESET"), true],
    [status(401), false],
  ])("a POST that may arrive twice, after %s: %s", (failure, wanted) => {
    const request = { method: "POST", isRepeatable: true };
    expect(isTransient(failure, request)).toBe(wanted);
  });
});
