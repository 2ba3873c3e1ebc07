import { UsageError } from "../errors.js";
import { isJsonArray, isJsonObject, mapMembers } from "../json.js";
import type { Environment } from "./config.js";

/** Where a value with variables stands: for errors. */
export interface VariablePlace {
  /** The setting, by its path in the file. */
  readonly name: string;
  /** Path of the file. */
  readonly file: string;
}

/**
 * A value of a configuration file with the variables in its texts: `${NAME}`, or `${NAME:-default}` where the variable
 * may be unset or empty, as in a shell; `$${` is the text `${`. A default ends at the first `}`.
 *
 * @throws UsageError where a variable without a default is unset or empty, and where the braces hold something else.
 */
export function withVariables(
  value: unknown,
  environment: Environment,
  place: VariablePlace,
): unknown {
  if (typeof value === "string") {
    // A name ends before the next brace, so that no text takes longer than it is long.
    return value.replaceAll(/\$?\$\{([^{}]*)(\}?)/g, (whole, inner, end) => {
      if (whole.startsWith("$$")) return whole.slice(1);
      return variable(
        end === "" ? undefined : String(inner),
        environment,
        place,
      );
    });
  }
  if (isJsonArray(value)) {
    return value.map((item) => withVariables(item, environment, place));
  }
  if (!isJsonObject(value)) return value;
  return mapMembers(value, (member) =>
    withVariables(member, environment, place),
  );
}

function variable(
  inner: string | undefined,
  environment: Environment,
  { name, file }: VariablePlace,
): string {
  const [, variableName, fallback] =
    /^([A-Za-z_][A-Za-z0-9_]*)(?::-([^]*))?$/.exec(inner ?? "") ?? [];
  if (variableName === undefined) {
    throw new UsageError(
      `${name} has a \${ that no name of a variable and } follow.`,
      {
        where: file,
        hint: "Write ${NAME} or ${NAME:-default}; $${ is the text ${.",
      },
    );
  }
  const value = environment[variableName];
  if (value !== undefined && value !== "") return value;
  if (fallback !== undefined) return fallback;
  throw new UsageError(
    `${name} needs the environment variable ${variableName}, which is ${value === undefined ? "not set" : "empty"}.`,
    {
      where: file,
      hint: `Set ${variableName}, or give a default: \${${variableName}:-default}; $\${ is the text \${.`,
    },
  );
}
