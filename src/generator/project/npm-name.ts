import validate from "validate-npm-package-name";
import { hyphenated } from "../hyphenated.js";
import { UsageError } from "../errors.js";

/**
 * Makes sure that a name may be that of a new package, by npm's own rules
 * (https://github.com/npm/validate-npm-package-name).
 *
 * @throws UsageError: it may not. The hint has a name that may, and is similar.
 */
export function requirePackageName(name: string): void {
  const [problem] = problemsOf(name);
  if (problem === undefined) return;
  const near = similarName(name);
  throw new UsageError(
    `${JSON.stringify(name)} cannot be the name of a package: ${problem}.`,
    {
      hint:
        near === undefined
          ? "Give another name with --package-name, such as processes-client or @company/processes-client."
          : `Give another name with --package-name, such as ${near}.`,
    },
  );
}

function problemsOf(name: string): readonly string[] {
  // The library encodes the name, which fails for half a surrogate pair.
  if (/\p{Surrogate}/u.test(name)) {
    return ["name can only contain URL-friendly characters"];
  }
  const result = validate(name);
  return result.validForNewPackages
    ? []
    : [...(result.errors ?? []), ...(result.warnings ?? [])];
}

/** The name in lower case, with `-` for what may not stand in it. Undefined: nothing of it is left that may. */
function similarName(name: string): string | undefined {
  const [, scope, own = name] = /^@([^/]*)\/([^]*)$/.exec(name) ?? [];
  const text = hyphenated(own.normalize("NFKD"), 100);
  const plain = problemsOf(text).length === 0 ? text : `${text}-client`;
  const whole =
    scope === undefined
      ? plain
      : `@${hyphenated(scope.normalize("NFKD"), 100)}/${plain}`;
  return text !== "" && problemsOf(whole).length === 0 ? whole : undefined;
}
