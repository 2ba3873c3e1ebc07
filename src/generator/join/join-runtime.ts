import { format } from "prettier";
import { Project, ts } from "ts-morph";
import { JoinError, type JoinFault } from "./faults.js";
import { joinedUnits } from "./joined-units.js";
import { indexText, unitText } from "./print-unit.js";
import { findDeclarations } from "./references.js";
import { INDEX, readRoomFile, type RoomFile } from "./room-file.js";
import { findClashes } from "./scope.js";
import { divideIntoUnits } from "./units.js";

/** Stands in each joined file; LICENSE names the holder. */
const LICENCE = "// SPDX-License-Identifier: Apache-2.0";

/**
 * Joins the files of the runtime's rooms to a few: `core.ts`, a file for each unit that is loaded lazily,
 * and `index.ts`. The same files give the same texts.
 *
 * @param texts - The runtime's files, by their paths below `src/runtime` with forward slashes.
 * @returns The joined files, by their names, in Prettier's default style.
 * @throws JoinError with all places that cannot be joined.
 */
export async function joinRuntime(
  texts: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const faults: JoinFault[] = [];
  const { files, checker } = readRoomFiles(texts, faults);
  refuse(faults);
  const index = files.get(INDEX);
  if (index === undefined) throw new Error(`src/runtime has no ${INDEX}.`);
  const units = divideIntoUnits(files, faults);
  refuse(faults);
  const declarations = findDeclarations([...files.values()], checker);
  const joined = joinedUnits(files, units, declarations, faults);
  for (const unit of joined) findClashes(unit, faults);
  refuse(faults);
  const parts = new Map([
    ["index.ts", indexText(index, units)],
    ...joined.map((unit): [string, string] => [
      `${unit.name}.ts`,
      unitText(unit),
    ]),
  ]);
  const laidOut = [...parts].map(
    async ([name, text]): Promise<[string, string]> => [
      name,
      await format(`${LICENCE}\n\n${text}`, { filepath: name }),
    ],
  );
  return new Map(await Promise.all(laidOut));
}

function refuse(faults: readonly JoinFault[]): void {
  if (faults.length > 0) throw new JoinError(faults);
}

/** Parses the files in memory. No library is read: names of the platform stay unknown, which is all that is asked of them. */
function readRoomFiles(
  texts: ReadonlyMap<string, string>,
  faults: JoinFault[],
): {
  readonly files: ReadonlyMap<string, RoomFile>;
  readonly checker: ts.TypeChecker;
} {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      noLib: true,
      types: [],
    },
  });
  const paths = new Set(texts.keys());
  const files = new Map<string, RoomFile>();
  const sources = [...texts]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, text]) => ({
      path,
      source: project.createSourceFile(`/${path}`, text),
    }));
  const checker = project.getTypeChecker().compilerObject;
  for (const { path, source } of sources) {
    files.set(path, readRoomFile(path, source.compilerNode, paths, faults));
  }
  return { files, checker };
}
