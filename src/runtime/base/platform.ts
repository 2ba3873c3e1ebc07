/**
 * Whether Node's built-in modules exist: in Node and in platforms compatible with it. Checked before they are loaded, so
 * that a browser neither requests them from its server nor fails with a message about modules.
 */
export function hasNodeModules(): boolean {
  if (typeof process === "undefined") return false;
  // Bundlers define a `process` in pages that has almost no members.
  const { versions } = process as Partial<typeof process>;
  return versions?.node !== undefined;
}

/** Whether this is a page or a worker of a browser. Its `fetch` tells where a redirect ended, not where it leads. */
export function isBrowser(): boolean {
  return "window" in globalThis || "WorkerGlobalScope" in globalThis;
}
