import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { unreachable } from "../../../src/generator/source/unreachable.js";
import { ConnectionError } from "../../../src/runtime/index.js";
import { spawnCli } from "../cli/run-cli.js";

const USUAL =
  "Check the URL, that the server runs, and HTTPS_PROXY if it lies behind a proxy.";
const TUNNEL = "Proxy response (407) !== 200 when HTTP Tunneling";

it.each<[string, string, Record<string, string>, string, string]>([
  [
    "ECONNREFUSED",
    "connect ECONNREFUSED",
    {},
    "The server cannot be reached: the connection is refused.",
    USUAL,
  ],
  ["EODD", "odd", {}, "The server cannot be reached.", USUAL],
  [
    "ECONNREFUSED",
    "connect ECONNREFUSED",
    { HTTP_PROXY: "http://user:s3cret@proxy:3128/", https_proxy: "" },
    "The server cannot be reached: the connection is refused.",
    "Check the URL, that the server runs, and HTTP_PROXY (proxy:3128), which requests go through where NO_PROXY does not name the server's host.",
  ],
  [
    "ENOTFOUND",
    "getaddrinfo ENOTFOUND",
    { HTTPS_PROXY: "proxy" },
    "The server cannot be reached: its name is not known.",
    "Check the URL, that the server runs, and HTTPS_PROXY (not a URL), which requests go through where NO_PROXY does not name the server's host.",
  ],
  [
    "DEPTH_ZERO_SELF_SIGNED_CERT",
    "self-signed certificate",
    {},
    "The server cannot be reached: its certificate is signed by itself.",
    "If you trust it, give the file of the certificate that signed it: NODE_EXTRA_CA_CERTS=/path/to/certificate.pem.",
  ],
  [
    "UND_ERR_ABORTED",
    TUNNEL,
    { HTTPS_PROXY: "http://proxy:3128" },
    "The proxy does not let requests through to the server (HTTP 407).",
    "Give HTTPS_PROXY with the proxy's user and password: http://user:password@proxy:3128.",
  ],
  [
    "UND_ERR_ABORTED",
    TUNNEL.replace("407", "403"),
    { HTTPS_PROXY: "http://proxy:3128" },
    "The proxy does not let requests through to the server (HTTP 403).",
    "Check HTTPS_PROXY (proxy:3128), or name the server's host in NO_PROXY.",
  ],
])("%s (%s) with %j", (networkCode, said, environment, message, hint) => {
  const error = new ConnectionError(`GET https://h/ failed: ${said}`, {
    method: "GET",
    url: "https://h/",
    networkCode,
  });
  expect(unreachable(error, environment)).toEqual({
    code: "server-unreachable",
    message,
    hint,
  });
});

it("names a proxy that really refuses", async () => {
  const proxy = createServer().on("connect", (_request, socket) => {
    socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
  const host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  try {
    const { code, stderr } = await spawnCli(["-u", "http://h.invalid/"], {
      env: { HTTP_PROXY: `http://${host}` },
    });
    expect(code).toBe(1);
    expect(stderr).toContain(
      `error: The proxy does not let requests through to the server (HTTP 403).\n  at: http://h.invalid/\n  hint: Check HTTP_PROXY (${host}), or name the server's host in NO_PROXY.\n`,
    );
  } finally {
    proxy.close();
  }
});
