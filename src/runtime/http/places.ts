/**
 * Where a host lies, as far as it matters for who may send requests there: on this machine, in the network of its
 * neighbours (where clouds have the credentials of machines), in a network that is not the internet, or anywhere else.
 */
export type Place = "loopback" | "link-local" | "private" | "public";

/**
 * The place of a host, by its address or by a name that has a fixed meaning (RFC 6761, RFC 6762, RFC 6890, RFC 8375).
 * Other names are public, as long as nobody knows their addresses.
 * @param hostname - As `URL` has it, so that an address has its usual form: in lower case, IPv4 with four decimal numbers,
 * IPv6 in brackets.
 */
export function placeOf(hostname: string): Place {
  const ipv4 = bytesOfIpv4(hostname);
  if (ipv4 !== undefined) return placeOfIpv4(ipv4);
  if (hostname.startsWith("[")) return placeOfIpv6(groupsOf(hostname));
  const labels = hostname.split(".").filter((label) => label !== "");
  const name = labels.join(".");
  if (LOOPBACK_NAME.test(name)) return "loopback";
  return PRIVATE_NAME.test(name) || labels.length < 2 ? "private" : "public";
}

/** Whether a host is an address, and not a name. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || bytesOfIpv4(hostname) !== undefined;
}

/** The place of an address as a resolver gives it, such as `fe80::1%eth0`. */
export function placeOfAddress(address: string): Place {
  const [plain = ""] = address.split("%");
  const host = plain.includes(":") ? `[${plain}]` : plain;
  // What is no address leads nowhere that is known to be harmless.
  return URL.canParse(`http://${host}/`)
    ? placeOf(new URL(`http://${host}/`).hostname)
    : "private";
}

const LOOPBACK_NAME =
  /^((.*\.)?localhost|localhost[46]?(\.localdomain[46]?)?|ip6-(localhost|loopback))$/;

/** Names that no public resolver knows (RFC 6762, section 6 and appendix G; RFC 8375), and those of services in Kubernetes. */
const PRIVATE_NAME =
  /\.(local|localdomain|internal|intranet|private|corp|home|lan|svc|home\.arpa)$/;

function bytesOfIpv4(hostname: string): readonly number[] | undefined {
  return /^\d+\.\d+\.\d+\.\d+$/.test(hostname)
    ? hostname.split(".").map(Number)
    : undefined;
}

/** The special blocks of RFC 6890, and the address at which Azure's machines find their credentials. */
function placeOfIpv4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): Place {
  // Systems take 0.0.0.0 for the machine itself.
  if (a === 127 || a === 0) return "loopback";
  if (a === 169 && b === 254) return "link-local";
  if (a === 168 && b === 63 && c === 129 && d === 16) return "link-local";
  const isPrivate =
    a === 10 ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 192 && b === 0 && c === 0) ||
    (a === 198 && (b === 18 || b === 19)) ||
    a >= 224;
  return isPrivate ? "private" : "public";
}

/** The eight groups of an IPv6 address in brackets. */
function groupsOf(hostname: string): readonly number[] {
  const [start = "", end] = hostname.slice(1, -1).split("::");
  const groups = (text: string): number[] =>
    text === "" ? [] : text.split(":").map((group) => parseInt(group, 16));
  const [before, after] = [groups(start), groups(end ?? "")];
  const zeros = new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...zeros, ...after];
}

function placeOfIpv6(groups: readonly number[]): Place {
  const [first = 0, second = 0] = groups;
  const ipv4 = ipv4Inside(groups);
  if (ipv4 !== undefined) return ipv4;
  if ((first & 0xffc0) === 0xfe80) return "link-local";
  const isPrivate =
    // Unique local addresses, site-local ones, multicast, and translation within a network (RFC 8215).
    // Also Teredo's addresses, which have an IPv4 address in them that leads back here (RFC 4380).
    (first === 0x2001 && second === 0) ||
    (first & 0xfe00) === 0xfc00 ||
    (first & 0xffc0) === 0xfec0 ||
    first >= 0xff00 ||
    (first === 0x64 && second === 0xff9b);
  return isPrivate ? "private" : "public";
}

/** The place of the IPv4 address that an IPv6 address stands for: mapped, compatible, translated (NAT64) or 6to4. */
function ipv4Inside(groups: readonly number[]): Place | undefined {
  const of = (at: number): Place =>
    placeOfIpv4(
      groups.slice(at, at + 2).flatMap((group) => [group >> 8, group & 255]),
    );
  const prefix = groups.slice(0, 6).join(",");
  if (prefix === "0,0,0,0,0,0") {
    const [high = 0, low = 0] = groups.slice(6);
    // `::` and `::1`.
    return high === 0 && low <= 1 ? "loopback" : of(6);
  }
  if (/^0,0,0,0,(0,65535|65535,0)$/.test(prefix)) return of(6);
  if (prefix === "100,65435,0,0,0,0") return of(6);
  return groups[0] === 0x2002 ? of(1) : undefined;
}
