import { UsageError } from "../errors.js";
import { isJsonObject, type JsonObject } from "../json.js";

/** The scripts that package.json gets. */
export interface PackageScripts {
  /** Name of the script that generates. */
  readonly generate: string;
  /** Name of the script that looks for drift. */
  readonly check: string;
  /** What is added or replaced, by name. */
  readonly changes: Readonly<Record<string, string>>;
  /** Scripts of another program because of which the first choice of names is not taken. */
  readonly taken: readonly string[];
}

/** Names of the script that generates, best first: others are for projects where another program has it. */
const NAMES = ["generate", "codegen", "s2gos:generate"] as const;

const COMMAND = "s2gos-codegen generate";

/**
 * Chooses the names of the scripts. One of another program is never replaced.
 *
 * @param replaces - Whether scripts that run this command already are replaced, such as those with other flags.
 */
export function packageScripts(
  manifest: JsonObject,
  replaces: boolean,
): PackageScripts {
  const { scripts } = manifest;
  const present = isJsonObject(scripts) ? scripts : {};
  const isOthers = (name: string): boolean =>
    Object.hasOwn(present, name) && !isOwn(present[name]);
  const isFree = (name: string): boolean =>
    !isOthers(name) && !isOthers(`${name}:check`);
  const generate = NAMES.find(isFree);
  if (generate === undefined) {
    throw new UsageError("Each name for the scripts is another program's.", {
      where: "package.json",
      hint: `Rename one of the scripts ${NAMES.join(", ")}.`,
    });
  }
  const check = `${generate}:check`;
  const wanted = { [generate]: COMMAND, [check]: `${COMMAND} --check` };
  const changes = Object.entries(wanted).filter(([name, command]) =>
    replaces ? present[name] !== command : !Object.hasOwn(present, name),
  );
  return {
    generate,
    check,
    changes: Object.fromEntries(changes),
    taken: NAMES.slice(0, NAMES.indexOf(generate)).flatMap((name) =>
      [name, `${name}:check`].filter(isOthers),
    ),
  };
}

function isOwn(script: unknown): boolean {
  return typeof script === "string" && /\bs2gos-codegen\b/.test(script);
}
