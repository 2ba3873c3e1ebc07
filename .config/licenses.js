import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The licenses of the libraries whose code is in the program.
 * @param {readonly string[]} inputs - Ids of the bundled modules.
 * @returns {string} Their names and licenses.
 */
export function licenses(inputs) {
  const folders = inputs.flatMap((path) => {
    const [folder] = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [];
    return folder === undefined ? [] : [folder];
  });
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const file = readdirSync(folder).find((name) =>
        /^licen[cs]e/i.test(name),
      );
      const text =
        file === undefined
          ? namedLicense(folder)
          : readFileSync(join(folder, file), "utf8").trim();
      const name = folder.replace(/^.*[\\/]node_modules[\\/]/, "");
      return `${name.replaceAll("\\", "/")}\n\n${text}\n`;
    })
    .join("\n----\n\n");
}

/**
 * @typedef {object} Manifest What is read of a package.json.
 * @property {{ name: string }} author
 * @property {string} [license]
 * @property {{ url: string }} repository
 */

/**
 * @param {string} folder - Folder of a library without a file for its license.
 * @returns {string} What its package.json says of it.
 */
function namedLicense(folder) {
  const text = readFileSync(join(folder, "package.json"), "utf8");
  /** @type {unknown} */
  const manifest = JSON.parse(text);
  const { author, license, repository } = /** @type {Manifest} */ (manifest);
  // What is copied has to bring its license along.
  if (license === undefined) throw new Error(`${folder} has no license.`);
  return `${license}\n\nCopyright (c) ${author.name}, ${repository.url}`;
}
