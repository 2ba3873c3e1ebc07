import { PACKAGE_PATHS } from "../emit/emit.js";
import { GenerationError } from "../errors.js";
import { MANIFEST_NAME } from "../output/manifest-file.js";
import { unsafePathReason } from "../output/paths.js";

/** Folders of a package whose files follow from the service: any name in them may be taken one day. */
const OWN_FOLDERS = ["processes", "runtime", "schemas"];

/** Files at the top of a package, also those that this one does not have. */
const OWN_FILES = [...PACKAGE_PATHS, MANIFEST_NAME]
  .map(foldCase)
  .filter((path) => !path.includes("/"));

/** Code in other languages than TypeScript, and what compilers make: `--emit js` makes these of the sources. */
const COMPILED = /\.(?:d\.ts|[cm]ts|tsx|[cm]?js|jsx|map)$/i;

/** A path that an emitter wants. */
export interface WantedPath {
  readonly path: string;
  readonly emitter: string;
}

/**
 * Checks the paths of the files of all emitters: each lies inside the package, and none is that of another file, also
 * where case does not count, or a folder of one.
 *
 * @throws GenerationError that names the emitter, or both.
 */
export function requireOwnPaths(wanted: readonly WantedPath[]): void {
  const files = new Map<string, WantedPath>();
  const folders = new Map<string, WantedPath>();
  for (const one of wanted) {
    requirePath(one);
    const path = foldCase(one.path);
    const parents = foldersOf(path);
    const other =
      files.get(path) ??
      folders.get(path) ??
      parents.map((folder) => files.get(folder)).find(Boolean);
    if (other !== undefined) throw clash(one, other);
    files.set(path, one);
    for (const folder of parents) folders.set(folder, one);
  }
}

function requirePath({ path, emitter }: WantedPath): void {
  const [top = ""] = foldCase(path).split("/");
  const reason =
    unsafePathReason(path) ??
    (COMPILED.test(path)
      ? "code is TypeScript in files that end by .ts"
      : OWN_FOLDERS.includes(top)
        ? `the folder ${top} is that of s2gos-codegen itself`
        : OWN_FILES.includes(top)
          ? `${top} is a file of s2gos-codegen itself`
          : undefined);
  if (reason === undefined) return;
  throw refused(
    `The emitter ${emitter} makes ${JSON.stringify(path)}, which cannot be written: ${reason}.`,
    emitter,
  );
}

function clash(one: WantedPath, other: WantedPath): GenerationError {
  const paths =
    one.path === other.path
      ? `both make ${one.path}`
      : `make ${other.path} and ${one.path}, which cannot stand beside each other`;
  return one.emitter === other.emitter
    ? refused(
        one.path === other.path
          ? `The emitter ${one.emitter} makes ${one.path} twice.`
          : `The emitter ${one.emitter} ${paths.replace("make ", "makes ")}.`,
        one.emitter,
      )
    : refused(
        `The emitters ${other.emitter} and ${one.emitter} ${paths}.`,
        one.emitter,
      );
}

function refused(message: string, emitter: string): GenerationError {
  return new GenerationError("emitter-path", message, {
    where: `emitter ${emitter}`,
    hint: `Let it put its files into a folder of its own, such as ${emitter}/index.ts.`,
  });
}

/** The folders that a path lies in, such as `a` and `a/b` of `a/b/c.ts`. */
function foldersOf(path: string): readonly string[] {
  const parts = path.split("/").slice(0, -1);
  return parts.map((_part, index) => parts.slice(0, index + 1).join("/"));
}

/** File systems of Windows and macOS take both cases as one. */
function foldCase(path: string): string {
  return path.toLowerCase();
}
