import { quoted, type Diagnostic } from "../diagnostic.js";
import { compareCodePoints } from "../json.js";
import { fileName, NameRegistry, valueName } from "./name-registry.js";
import {
  GLOBAL_VALUES,
  PACKAGE_NAMES,
  RESERVED_WORDS,
} from "./reserved-names.js";

/** The names of a process in the package. */
export interface ProcessNames {
  readonly functionName: string;
  /** The function's name as the beginning of type names. */
  readonly typePrefix: string;
  readonly inputsTypeName: string;
  readonly outputsTypeName: string;
  readonly fileName: string;
}

/**
 * Names all processes of a service by their ids alone, so that no name depends
 * on a description or on which processes are generated. Where two ids give the
 * same name (`a-b`, `a_b`), the id that is an identifier keeps it, or else the
 * first in code point order; the other gets a number.
 *
 * @param runtimeNames - names that the runtime exports: no process gets one.
 */
export function nameProcesses(
  ids: readonly string[],
  runtimeNames: Iterable<string>,
): {
  readonly names: ReadonlyMap<string, ProcessNames>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const taken = [...runtimeNames, ...PACKAGE_NAMES];
  // The prefix of type names is the function's name in PascalCase, so two names
  // must not differ only in the case of the first letter.
  const values = new NameRegistry(taken.map(upperFirst), upperFirst);
  const files = new NameRegistry();
  const diagnostics: Diagnostic[] = [];
  const holders = new Map<string, string>();
  const inOrder = [...new Set(ids)].sort(compareCodePoints);
  const ordered = [
    ...inOrder.filter(isSpelledAsIdentifier),
    ...inOrder.filter((id) => !isSpelledAsIdentifier(id)),
  ];
  const names = new Map<string, ProcessNames>();
  for (const id of ordered) {
    const wanted = valueName(id, "process");
    const reserved = RESERVED_WORDS.has(wanted) || GLOBAL_VALUES.has(wanted);
    const functionName = reserved
      ? values.take(`${wanted}Process`)
      : values.take(wanted);
    const typePrefix = upperFirst(functionName);
    if (!reserved && functionName !== wanted) {
      const holder = holders.get(upperFirst(wanted));
      diagnostics.push(nameTaken(id, wanted, functionName, holder));
    }
    holders.set(typePrefix, id);
    names.set(id, {
      functionName,
      typePrefix,
      inputsTypeName: `${typePrefix}Inputs`,
      outputsTypeName: `${typePrefix}Outputs`,
      fileName: files.take(fileName(id)),
    });
  }
  return { names, diagnostics };
}

/**
 * What to tell of a process that does not get its name. Where another process
 * has the name, it is a warning: the one or the other may be renamed by a
 * process that is added or removed.
 *
 * @param holder - id of the process that has the name; undefined where the runtime has it.
 */
function nameTaken(
  id: string,
  wanted: string,
  given: string,
  holder: string | undefined,
): Diagnostic {
  const common = { code: "process-name-taken", process: id };
  return holder === undefined
    ? {
        ...common,
        severity: "info",
        message: `The name ${wanted} is taken; the function is called ${given}.`,
      }
    : {
        ...common,
        severity: "warning",
        message: `The process ${quoted(holder)} has the name ${wanted}; the function is called ${given}.`,
        hint: "Ids that differ in more than separators and case keep the names of both, whatever processes are added.",
      };
}

/** Whether an id could be a name as it is. Unlike the names that are printed, it may have letters that some compilers do not know. */
function isSpelledAsIdentifier(id: string): boolean {
  return /^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(id);
}

/** A name with its first letter in upper case. */
export function upperFirst(name: string): string {
  // A letter of two code units is one letter, too.
  const end = (name.codePointAt(0) ?? 0) > 0xffff ? 2 : 1;
  return name.slice(0, end).toUpperCase() + name.slice(end);
}
