import { describe, expect, it } from "vitest";
import { isAddress, isLoopback } from "../../../src/server/http/loopback.js";

describe("a host", () => {
  it.each<[url: string, loopback: boolean, address: boolean]>([
    ["http://localhost", true, false],
    ["http://LOCALHOST:8008", true, false],
    ["http://app.localhost", true, false],
    ["http://127.0.0.1", true, true],
    ["http://127.8.9.10", true, true],
    ["http://0x7f.1", true, true],
    ["http://2130706433", true, true],
    ["http://[::1]", true, true],
    ["http://[0:0:0:0:0:0:0:1]", true, true],
    ["http://[::ffff:127.0.0.1]", true, true],
    ["http://192.168.1.5", false, true],
    ["http://10.0.0.127", false, true],
    ["http://[::ffff:10.0.0.1]", false, true],
    ["http://[fe80::1]", false, true],
    ["http://localhost.example", false, false],
    ["http://notlocalhost", false, false],
    ["http://127.0.0.1.example", false, false],
    ["http://example.org", false, false],
  ])("of %s leads to this machine: %s; is an address: %s", (url, ...wanted) => {
    const { hostname } = new URL(url);
    expect([isLoopback(hostname), isAddress(hostname)]).toEqual(wanted);
  });
});
