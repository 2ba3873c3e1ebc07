// Which modules of the built program stand in one file. A bundler makes a file of each set of modules
// that the same imports lead to, which are so many that resolving and linking them takes a sixth of
// a short run. What is loaded at the same time in most runs stands together here.

/**
 * @typedef {object} Imports What a module imports.
 * @property {readonly string[]} importedIds - With the module.
 * @property {readonly string[]} dynamicallyImportedIds - When it is needed.
 */

/**
 * @typedef {object} Layer
 * @property {string} name - Name of its file.
 * @property {readonly string[]} roots - The modules that are loaded at one time, with what they import.
 */

/**
 * Files of modules: each module belongs to the first layer that loads it. Those of a layer that an entry of the package
 * loads too stand in a file of their own, so that no program loads what it does not need.
 *
 * @param {ReadonlyMap<string, Imports>} modules - All modules by their ids.
 * @param {readonly string[]} entries - Ids of the modules that other programs import.
 * @param {readonly Layer[]} layers - In the order in which they are loaded.
 * @returns {ReadonlyMap<string, string>} The name of the file of each module of a layer, by the module's id.
 */
export function filesOfLayers(modules, entries, layers) {
  const entryParts = entries.map((entry) => reached(modules, [entry]));
  /** @type {Map<string, string>} */
  const files = new Map();
  for (const { name, roots } of layers) {
    for (const id of reached(modules, roots)) {
      if (files.has(id)) continue;
      const by = entryParts.map((part) => (part.has(id) ? "1" : "0")).join("");
      files.set(id, /1/.test(by) ? `${name}-${by}` : name);
    }
  }
  return files;
}

/**
 * The modules that are loaded with some others.
 * @param {ReadonlyMap<string, Imports>} modules
 * @param {readonly string[]} roots
 * @returns {ReadonlySet<string>} Their ids, those of the others included.
 */
function reached(modules, roots) {
  /** @type {Set<string>} */
  const found = new Set();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const module = modules.get(id);
    if (module === undefined || found.has(id)) continue;
    found.add(id);
    open.push(...module.importedIds);
  }
  return found;
}
