import { describe, expect, it } from "vitest";
import {
  isAddress,
  placeOf,
  placeOfAddress,
  type Place,
} from "../../../src/runtime/http/places.js";

/** What a URL says, by where it leads. */
const HOSTS: Readonly<Record<Place, readonly string[]>> = {
  loopback: [
    "localhost",
    "LOCALHOST.",
    "a.b.localhost",
    "localhost.localdomain",
    "localhost..",
    "localhost6",
    "localhost6.localdomain6",
    "ip6-loopback",
    "127.0.0.1",
    "127.255.1.2",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[::ffff:0:127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[2002:7f00:1::]",
  ],
  "link-local": [
    "169.254.169.254",
    "0xa9fea9fe",
    "168.63.129.16",
    "[fe80::1]",
    "[febf::1]",
    "[::ffff:169.254.169.254]",
    "[64:ff9b::a9fe:a9fe]",
  ],
  private: [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "100.64.0.1",
    "100.127.255.255",
    "192.0.0.192",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[fc00::1]",
    "[fd00:ec2::254]",
    "[fec0::1]",
    "[ff02::1]",
    "[64:ff9b:1::1]",
    "[::ffff:10.0.0.1]",
    "[2002:c0a8:101::1]",
    "minio",
    "printer.local",
    "metadata.google.internal",
    "metadata.google.internal.",
    "router.home.arpa",
    "kubernetes.default.svc",
    "[2001:0:7f00:1::1]",
  ],
  public: [
    "example.org",
    "localhost.example.org",
    "notlocalhost.com",
    "127.0.0.1.example.org",
    "8.8.8.8",
    "11.0.0.1",
    "172.15.0.1",
    "172.32.0.1",
    "192.169.0.1",
    "100.63.0.1",
    "100.128.0.1",
    "169.253.0.1",
    "[2001:db8::1]",
    "[2606:4700::1111]",
    "[::ffff:8.8.8.8]",
    "[64:ff9b::808:808]",
  ],
};

describe("the place of a host", () => {
  it.each(
    Object.entries(HOSTS).flatMap(([place, hosts]) =>
      hosts.map((host) => [host, place]),
    ),
  )("%s is %s", (host, place) => {
    expect(placeOf(new URL(`http://${host}:8080/`).hostname)).toBe(place);
  });
});

describe("the place of an address of a resolver", () => {
  it.each<[string, Place]>([
    ["127.0.0.1", "loopback"],
    ["::1", "loopback"],
    ["::ffff:10.0.0.1", "private"],
    ["fe80::1%eth0", "link-local"],
    ["93.184.215.14", "public"],
    ["2001:db8::1", "public"],
    ["no address", "private"],
  ])("%s is %s", (address, place) => {
    expect(placeOfAddress(address)).toBe(place);
  });
});

describe("an address", () => {
  it.each([
    ["127.0.0.1", true],
    ["[::1]", true],
    ["localhost", false],
    ["1.2.3.4.example.org", false],
  ])("%s: %s", (host, wanted) => {
    expect(isAddress(host)).toBe(wanted);
  });
});
