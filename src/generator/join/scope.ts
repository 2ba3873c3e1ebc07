import { faultAt, type JoinFault } from "./faults.js";
import type { JoinedUnit } from "./joined-units.js";
import type { Declaration } from "./references.js";

/**
 * Finds names that mean something else once files share one scope: declared by two files, declared and
 * imported, or declared by one file and used by another as a name of the platform.
 */
export function findClashes(unit: JoinedUnit, faults: JoinFault[]): void {
  const scope = new Map<string, Declaration>();
  for (const declaration of unit.kept) {
    const { name, path } = declaration;
    const other = scope.get(name);
    if (other === undefined) scope.set(name, declaration);
    else {
      faults.push(
        faultOf(declaration, `${name} is declared by ${other.path} as well`),
      );
    }
    for (const [from, names] of unit.imports) {
      if (names.some((imported) => imported.name === name)) {
        faults.push(
          faultOf(
            declaration,
            `${name} is imported from ${from} by another file that is joined with ${path}`,
          ),
        );
      }
    }
  }
  for (const user of unit.kept) {
    for (const name of user.globals) {
      const other = scope.get(name);
      if (other === undefined) continue;
      const what = `${user.path} uses the platform's ${name}, which this declaration would replace`;
      faults.push(faultOf(other, what));
    }
  }
}

function faultOf({ path, statements }: Declaration, what: string): JoinFault {
  const message = `${what}, and all files of a unit share one scope: rename one.`;
  const [statement] = statements;
  return statement === undefined
    ? { path, line: 1, message }
    : faultAt(path, statement, message);
}
