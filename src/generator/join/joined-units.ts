import {
  importedNames,
  INDEX,
  isExportKeyword,
  isTypeOnlyName,
  type RoomFile,
} from "./room-file.js";
import { faultAt, type JoinFault } from "./faults.js";
import { inDependencyOrder } from "./file-order.js";
import type { Declaration, Declarations } from "./references.js";
import { CORE, type Units } from "./units.js";

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
  const offered = offeredDeclarations(files, units, declarations, faults);
  const kept = usedBy(offered);
  const unitOf = ({ path }: Declaration): string =>
    units.unitOf.get(path) ?? "";
  const needed = [...kept].flatMap((user) =>
    [...user.uses].filter((used) => unitOf(used) !== unitOf(user)),
  );
  const exported = new Set([...offered, ...needed]);
  return units.names.map((name): JoinedUnit => {
    const own = [...files.values()].filter(
      ({ path }) => path !== INDEX && units.unitOf.get(path) === name,
    );
    const ownKept = new Set([...kept].filter((used) => unitOf(used) === name));
    return {
      name,
      files: inDependencyOrder(own, faults),
      kept: ownKept,
      exported: new Set([...ownKept].filter((used) => exported.has(used))),
      imports: importsOf(own, ownKept, units, faults),
    };
  });
}

/** What index.ts lists, and what the files that begin lazily loaded units export. */
function offeredDeclarations(
  files: ReadonlyMap<string, RoomFile>,
  units: Units,
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
  for (const root of [...units.roots.values()].flat()) {
    for (const declaration of declarations.get(root)?.values() ?? []) {
      if (isExported(declaration)) found.add(declaration);
    }
  }
  return found;
}

function isExported({ statements }: Declaration): boolean {
  return statements.some(
    ({ modifiers }) => modifiers?.some(isExportKeyword) === true,
  );
}

function usedBy(
  declarations: ReadonlySet<Declaration>,
): ReadonlySet<Declaration> {
  const found = new Set(declarations);
  for (const { uses } of found) for (const used of uses) found.add(used);
  return found;
}

/** What the files of a unit import from other units, as far as it is used. */
function importsOf(
  files: readonly RoomFile[],
  kept: ReadonlySet<Declaration>,
  { unitOf }: Units,
  faults: JoinFault[],
): ReadonlyMap<string, readonly ImportedName[]> {
  const found = new Map<string, Map<string, boolean>>();
  for (const { path, imports } of files) {
    const unit = unitOf.get(path);
    const used = new Set(
      [...kept].flatMap((declaration) =>
        declaration.path === path ? [...declaration.imported] : [],
      ),
    );
    for (const { target, node } of imports) {
      const from = unitOf.get(target) ?? CORE;
      if (from === unit) continue;
      const names = found.get(from) ?? new Map<string, boolean>();
      for (const specifier of importedNames(node) ?? []) {
        const name = specifier.name.text;
        if (!used.has(name)) continue;
        const isTypeOnly = isTypeOnlyName(node, specifier);
        if (unit === CORE && !isTypeOnly) {
          const message = `the core cannot import the value ${name} of the lazily loaded unit ${from}: import its type only, or load the unit with import().`;
          faults.push(faultAt(path, node, message));
        }
        names.set(name, (names.get(name) ?? true) && isTypeOnly);
        found.set(from, names);
      }
    }
  }
  return new Map(
    [...found].map(([from, names]) => [
      from,
      [...names].map(([name, isTypeOnly]) => ({ name, isTypeOnly })),
    ]),
  );
}
