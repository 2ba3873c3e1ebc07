/** Objects with a `path` that came from a server. */
const SERVER_PATHS = new WeakSet<object>();

/** Remembers that an object with a member `path` came from a server. */
export function rememberServerPath(value: object): void {
  SERVER_PATHS.add(value);
}

/** Whether an object came from a server: passed on as an input, its `path` must not name a file of this machine. */
export function isFromServer(value: object): boolean {
  return SERVER_PATHS.has(value);
}
