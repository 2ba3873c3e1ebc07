import type { ConnectionError } from "../../runtime/index.js";
import type { RequestFailure } from "./failures.js";

type Environment = Readonly<Record<string, string | undefined>>;

/** A failed exchange as the command line reports it: the cause, and which variable or part of the URL to correct. */
export function unreachable(
  error: ConnectionError,
  environment: Environment = process.env,
): RequestFailure {
  const code = "server-unreachable";
  const proxy = proxyFor(error.url, environment);
  const refused = /Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (refused !== undefined) {
    return {
      code,
      message: `The proxy does not let requests through to the server (HTTP ${refused}).`,
      hint:
        refused === "407"
          ? `Give ${proxy?.name ?? "HTTPS_PROXY"} with the proxy's user and password: http://user:password@${proxy?.host ?? "proxy:3128"}.`
          : `Check ${proxy === undefined ? "HTTPS_PROXY" : shown(proxy)}, or name the server's host in NO_PROXY.`,
    };
  }
  const [reason, hint] = REASONS[error.networkCode ?? ""] ?? [];
  return {
    code,
    message: `The server cannot be reached${reason === undefined ? "" : `: ${reason}`}.`,
    hint: hint ?? connectionHint(proxy),
  };
}

const TRUST =
  "If you trust it, give the file of the certificate that signed it: NODE_EXTRA_CA_CERTS=/path/to/certificate.pem.";

/** What the codes of Node.js and undici mean, and what to do where it is not about the connection. */
const REASONS: Readonly<
  Record<string, readonly [reason: string, hint?: string]>
> = {
  CERT_HAS_EXPIRED: [
    "its certificate has expired",
    "Ask the server's operator, and check the clock of this machine.",
  ],
  CERT_NOT_YET_VALID: [
    "its certificate is not valid yet",
    "Check the clock of this machine.",
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: ["its certificate is signed by itself", TRUST],
  EAI_AGAIN: ["its name cannot be looked up"],
  ECONNREFUSED: ["the connection is refused"],
  ECONNRESET: ["the connection is closed"],
  EHOSTUNREACH: ["there is no way to it"],
  ENOTFOUND: ["its name is not known"],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    "it does not answer by HTTPS",
    "Check the URL: the server may want http:// there, or another port.",
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    "its certificate is for another name",
    "Check the host in the URL.",
  ],
  SELF_SIGNED_CERT_IN_CHAIN: ["its certificate is signed by itself", TRUST],
  UNABLE_TO_GET_ISSUER_CERT: ["its certificate cannot be verified", TRUST],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    "its certificate cannot be verified",
    TRUST,
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    "its certificate cannot be verified",
    TRUST,
  ],
  UND_ERR_SOCKET: ["the connection is closed"],
};

interface Proxy {
  /** The environment variable that names it. */
  readonly name: string;
  /** Its host and port. */
  readonly host: string;
}

/** The proxy that the environment names for a URL. Undefined: none. `NO_PROXY` is not read. */
function proxyFor(url: string, environment: Environment): Proxy | undefined {
  const ofHttp = ["http_proxy", "HTTP_PROXY"];
  const names = url.startsWith("https:")
    ? ["https_proxy", "HTTPS_PROXY", ...ofHttp]
    : ofHttp;
  const name = names.find((variable) => (environment[variable] ?? "") !== "");
  if (name === undefined) return undefined;
  const value = environment[name] ?? "";
  // Without the credentials that it may hold.
  const host = URL.canParse(value) ? new URL(value).host : "not a URL";
  return { name, host };
}

function shown({ name, host }: Proxy): string {
  return `${name} (${host})`;
}

function connectionHint(proxy: Proxy | undefined): string {
  return proxy === undefined
    ? "Check the URL, that the server runs, and HTTPS_PROXY if it lies behind a proxy."
    : `Check the URL, that the server runs, and ${shown(proxy)}, which requests go through where NO_PROXY does not name the server's host.`;
}
