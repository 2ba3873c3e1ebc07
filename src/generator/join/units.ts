import { faultAt, type JoinFault } from "./faults.js";
import { INDEX, type ImportOf, type RoomFile } from "./room-file.js";

/** The unit that is loaded first. */
export const CORE = "core";

/**
 * The unit of what several lazily loaded units need, and the core does not: that of jobs, which most programs load,
 * before they need any of the others.
 */
export const SHARED = "jobs";

/**
 * Joined files that several `import()`s load, by the files that begin them. Each further file of a package is one more
 * for its users, so what the same programs need stands in one file: other forms than JSON, of requests and of answers;
 * what surrounds a request in few programs, or after few answers; what no page needs, only Node and its like; what reads
 * lists, with the other operations of a client; and what is done with jobs.
 */
const SHARED_UNITS: Readonly<Record<string, string>> = {
  "execution/other-inputs.ts": "other-forms",
  "execution/output-formats.ts": "other-forms",
  "results/other-results.ts": "other-forms",
  "client/fetch.ts": "other-forms",
  "batch/each-run.ts": "operations",
  "batch/journal.ts": "node",
  "batch/saved-outputs.ts": "other-forms",
  "client/operations.ts": "operations",
  "config/config-of-file.ts": "node",
  "config/credentials.ts": "other-exchanges",
  "config/option-rules.ts": "other-exchanges",
  "http/content-codings.ts": "other-exchanges",
  "http/given-fetch.ts": "jobs",
  "http/other-exchanges.ts": "other-exchanges",
  "http/send-form.ts": "other-exchanges",
  "http/transient.ts": "jobs",
  "http/undici-transport.ts": "node",
  "job/job-display.ts": "operations",
  "job/job-pages.ts": "operations",
  "job/jobs.ts": "jobs",
  "process/abandoned-execution.ts": "jobs",
  "process/fetch-results.ts": "jobs",
  "process/validation.ts": "other-exchanges",
};

/** Which file of the runtime goes into which joined file. */
export interface Units {
  /** Names of the joined files, without ending: the core, then the others in alphabetical order. */
  readonly names: readonly string[];
  /** The joined file of each file that is reached, by its path. */
  readonly unitOf: ReadonlyMap<string, string>;
  /** The files that begin each lazily loaded unit, by the unit's name. */
  readonly roots: ReadonlyMap<string, readonly string[]>;
}

/**
 * Divides the files into units: what index.ts reaches by imports is the core, and each target of `import()`
 * begins a unit of what only it reaches. A file that several units need belongs to the one that the others
 * import, else to {@link SHARED}. Files of which only types are imported go to the first unit that asks for them.
 */
export function divideIntoUnits(
  files: ReadonlyMap<string, RoomFile>,
  faults: JoinFault[],
): Units {
  const core = reached(files, [INDEX], isValueImport);
  const roots = rootsOf(files, core, faults);
  const unitOf = new Map([...core].map((path) => [path, CORE]));
  const closures = new Map(
    [...roots].map(([name, begin]) => [
      name,
      reached(files, begin, isValueImport),
    ]),
  );
  for (const closure of closures.values()) {
    for (const path of closure) {
      if (unitOf.has(path)) continue;
      unitOf.set(path, ownerOf(path, roots, closures) ?? SHARED);
    }
  }
  const names = [...new Set([CORE, ...roots.keys(), ...unitOf.values()])];
  for (const name of names) addTypes(files, name, unitOf);
  return { names, unitOf, roots };
}

/** The files that are reached from some files, themselves included. */
function reached(
  files: ReadonlyMap<string, RoomFile>,
  from: readonly string[],
  isFollowed: (imported: ImportOf) => boolean,
): ReadonlySet<string> {
  const found = new Set(from);
  for (const path of found) {
    for (const imported of files.get(path)?.imports ?? []) {
      if (isFollowed(imported)) found.add(imported.target);
    }
  }
  return found;
}

const isValueImport = ({ isTypeOnly }: ImportOf): boolean => !isTypeOnly;

/** The files that begin units, by the names of the units, in alphabetical order. */
function rootsOf(
  files: ReadonlyMap<string, RoomFile>,
  core: ReadonlySet<string>,
  faults: JoinFault[],
): ReadonlyMap<string, readonly string[]> {
  const roots = new Map<string, readonly string[]>();
  const seen = new Set(core);
  for (const path of seen) {
    const file = files.get(path);
    for (const { target, specifier } of file?.lazyImports ?? []) {
      const name = unitName(target);
      const others = (roots.get(name) ?? []).filter((path) => path !== target);
      const [other] = others.filter((path) => SHARED_UNITS[path] !== name);
      if (core.has(target)) {
        const message = `${target} is loaded lazily here, but ${staticImporter(files, core, target)} imports it: import it in one way only.`;
        faults.push(faultAt(path, specifier, message));
      } else if (name === CORE || other !== undefined) {
        const message = `a joined file ${name}.ts exists already${other === undefined ? "" : `, of ${other}`}: rename ${target}.`;
        faults.push(faultAt(path, specifier, message));
      } else roots.set(name, [...others, target].sort());
      for (const found of reached(files, [target], isValueImport)) {
        seen.add(found);
      }
    }
  }
  return new Map([...roots].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** The name of the unit that a file begins: that of the file, unless it shares a unit with others. */
export function unitName(path: string): string {
  return SHARED_UNITS[path] ?? path.replace(/^.*\//, "").replace(/\.ts$/, "");
}

function staticImporter(
  files: ReadonlyMap<string, RoomFile>,
  core: ReadonlySet<string>,
  target: string,
): string {
  for (const path of core) {
    const file = files.get(path);
    const found = file?.imports.find(
      (imported) => imported.target === target && isValueImport(imported),
    );
    if (found !== undefined) {
      const { line } = faultAt(path, found.node, "");
      return `src/runtime/${path}:${line}`;
    }
  }
  return "the core";
}

/** The unit that all units which need a file load. */
function ownerOf(
  path: string,
  roots: ReadonlyMap<string, readonly string[]>,
  closures: ReadonlyMap<string, ReadonlySet<string>>,
): string | undefined {
  const needing = [...closures].filter(([, closure]) => closure.has(path));
  return needing
    .map(([name]) => name)
    .find((name) => {
      const begin = roots.get(name) ?? [];
      return needing.every(([, closure]) =>
        begin.some((root) => closure.has(root)),
      );
    });
}

/** Adds the files that a unit imports types from, if they are in no unit. */
function addTypes(
  files: ReadonlyMap<string, RoomFile>,
  name: string,
  unitOf: Map<string, string>,
): void {
  const own = [...unitOf].flatMap(([path, unit]) =>
    unit === name ? [path] : [],
  );
  const isFollowed = ({ target }: ImportOf): boolean =>
    (unitOf.get(target) ?? name) === name;
  for (const path of reached(files, own, isFollowed)) unitOf.set(path, name);
}
