/**
 * Whether Node's own modules are there, in Node and what behaves like it. Asked before they are loaded, so that a browser
 * neither looks for them on its server nor fails with a message about modules.
 */
export function hasNodeModules(): boolean {
  if (typeof process === "undefined") return false;
  // Bundlers put a `process` into a page that has next to nothing in it.
  const { versions } = process as Partial<typeof process>;
  return versions?.node !== undefined;
}

/** Whether this is a page or a worker, whose `fetch` shows nothing of a redirect but where it ended. */
export function isBrowser(): boolean {
  return "window" in globalThis || "WorkerGlobalScope" in globalThis;
}
