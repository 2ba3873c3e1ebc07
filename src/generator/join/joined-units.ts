import {
  importedNames,
  INDEX,
  isExportKeyword,
  type RoomFile,
} from "./room-file.js";
import { faultAt, type JoinFault } from "./faults.js";
import { inDependencyOrder } from "./file-order.js";
import type { Declaration, Declarations } from "./references.js";
import { CORE, SHARED, type Units } from "./units.js";

/** A name that a joined file imports. */
export interface ImportedName {
  readonly name: string;
  readonly isTypeOnly: boolean;
}

/** What a joined file holds. */
export interface JoinedUnit {
  readonly name: string;
  /** Its files in the order of the text. */
  readonly files: readonly RoomFile[];
  /** What of the files is used; the rest is left out. */
  readonly kept: ReadonlySet<Declaration>;
  /** What of it index.ts or other units need. */
  readonly exported: ReadonlySet<Declaration>;
  /** What it imports, by the names of the units. */
  readonly imports: ReadonlyMap<string, readonly ImportedName[]>;
}

/** Decides what each unit holds, exports and imports. */
export function joinedUnits(
  files: ReadonlyMap<string, RoomFile>,
  units: Units,
  declarations: Declarations,
  faults: JoinFault[],
): readonly JoinedUnit[] {
  const listed = listedDeclarations(files, declarations, faults);
  const offered = new Set([
    ...listed,
    ...begunDeclarations(units, declarations),
  ]);
  const kept = usedBy(offered, ({ uses }) => uses);
  const late = lateDeclarations(listed, kept, units);
  const unitOf = (declaration: Declaration): string =>
    late.get(declaration) ?? units.unitOf.get(declaration.path) ?? CORE;
  const needed = [...kept].flatMap((user) =>
    [...user.uses].filter((used) => unitOf(used) !== unitOf(user)),
  );
  const exported = new Set([...offered, ...needed]);
  const names = new Set([...units.names, ...late.values()]);
  return [...names].map((name): JoinedUnit => {
    const own = new Set([...kept].filter((used) => unitOf(used) === name));
    const paths = new Set([...own].map(({ path }) => path));
    return {
      name,
      files: inDependencyOrder(
        [...files.values()].filter(({ path }) => paths.has(path)),
        faults,
      ),
      kept: own,
      exported: new Set([...own].filter((used) => exported.has(used))),
      imports: importsOf(own, unitOf),
    };
  });
}

/** What index.ts lists. */
function listedDeclarations(
  files: ReadonlyMap<string, RoomFile>,
  declarations: Declarations,
  faults: JoinFault[],
): ReadonlySet<Declaration> {
  const found = new Set<Declaration>();
  for (const { target, node } of files.get(INDEX)?.imports ?? []) {
    for (const { name } of importedNames(node) ?? []) {
      const declaration = declarations.get(target)?.get(name.text);
      if (declaration !== undefined) found.add(declaration);
      else {
        const message = `${target} declares no ${name.text}: export it from the file that declares it.`;
        faults.push(faultAt(INDEX, node, message));
      }
    }
  }
  return found;
}

/** What the files that begin lazily loaded units export. */
function begunDeclarations(
  { roots }: Units,
  declarations: Declarations,
): readonly Declaration[] {
  return [...roots.values()]
    .flat()
    .flatMap((root) => [...(declarations.get(root)?.values() ?? [])])
    .filter(isExported);
}

function isExported({ statements }: Declaration): boolean {
  return statements.some(
    ({ modifiers }) => modifiers?.some(isExportKeyword) === true,
  );
}

function usedBy(
  declarations: Iterable<Declaration>,
  uses: (declaration: Declaration) => ReadonlySet<Declaration>,
): ReadonlySet<Declaration> {
  const found = new Set(declarations);
  for (const declaration of found) {
    for (const used of uses(declaration)) found.add(used);
  }
  return found;
}

/**
 * What stands in a file of the core although the core itself does not use it: it goes to the unit that uses it, so that
 * a page loads it with that unit; to {@link SHARED} where several do. Types stay with their file, since they cost nothing.
 */
function lateDeclarations(
  listed: ReadonlySet<Declaration>,
  kept: ReadonlySet<Declaration>,
  { names, unitOf }: Units,
): ReadonlyMap<Declaration, string> {
  const values = ({ values }: Declaration): ReadonlySet<Declaration> => values;
  const early = usedBy(listed, values);
  const usersOf = new Map<Declaration, string[]>();
  for (const name of names) {
    const own = [...kept].filter(({ path }) => unitOf.get(path) === name);
    if (name === CORE) continue;
    for (const used of usedBy(own, values)) {
      if (unitOf.get(used.path) !== CORE || early.has(used)) continue;
      usersOf.set(used, [...(usersOf.get(used) ?? []), name]);
    }
  }
  return new Map(
    [...usersOf].map(([used, [only = SHARED, ...others]]) => [
      used,
      others.length === 0 ? only : SHARED,
    ]),
  );
}

/** What the declarations of a unit use of other units, by the names of these. */
function importsOf(
  own: ReadonlySet<Declaration>,
  unitOf: (declaration: Declaration) => string,
): ReadonlyMap<string, readonly ImportedName[]> {
  const used = new Set([...own].flatMap(({ uses }) => [...uses]));
  const values = new Set([...own].flatMap(({ values }) => [...values]));
  const found = new Map<string, ImportedName[]>();
  for (const declaration of used) {
    if (own.has(declaration)) continue;
    const from = unitOf(declaration);
    const names = found.get(from) ?? [];
    const isTypeOnly = !values.has(declaration);
    names.push({ name: declaration.name, isTypeOnly });
    found.set(from, names);
  }
  return found;
}
