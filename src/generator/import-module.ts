/**
 * Imports a module of a user's. It stands apart from the built command, whose files are CommonJS
 * modules that may import nothing in this way: see cli/compile-cache.
 *
 * @param address - URL of the module.
 * @returns What it exports.
 */
export function importModule(address: string): Promise<unknown> {
  return import(address);
}
