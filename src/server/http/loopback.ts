const LOOPBACK_NAME =
  /^(?:(?:[\w-]+\.)*localhost|127\.\d+\.\d+\.\d+|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/;

/**
 * Whether a host leads to the machine itself: an address of the loopback interface, or a name that always leads there
 * (RFC 6761, section 6.3).
 * @param hostname - As `URL` has it: in lower case, an IPv4 address with four decimal numbers, an IPv6 address in brackets.
 */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK_NAME.test(hostname);
}

/** Whether a host is an address, which leads to the same machine for everyone, and not a name. */
export function isAddress(hostname: string): boolean {
  return hostname.startsWith("[") || /^\d+\.\d+\.\d+\.\d+$/.test(hostname);
}
