import type { Change } from "./changes.js";

/** A part of a semantic version (https://semver.org) that a package's next version raises. */
export type VersionBump = "major" | "minor" | "patch";

/**
 * The part of its version that a package must raise after some changes, by semantic versioning: `major` where one
 * breaks programs, `minor` where one adds something, else `patch`.
 *
 * @returns undefined: nothing changed for its users.
 */
export function versionBump(
  changes: readonly Pick<Change, "class">[],
): VersionBump | undefined {
  if (changes.length === 0) return undefined;
  const classes = new Set(changes.map((change) => change.class));
  if (classes.has("compile-time") || classes.has("run-time")) return "major";
  return classes.has("additive") ? "minor" : "patch";
}

/**
 * The version after another one. Before 1.0.0, as package managers read `^0.2.1`, what breaks raises the second
 * number, and all else the third.
 *
 * @param version - Such as `1.4.2`; build metadata (`+7`) is left out.
 * @returns undefined for what is no version, and for a pre-release (`2.0.0-beta.1`): what comes after it is its author's choice.
 */
export function nextVersion(
  version: string,
  bump: VersionBump,
): string | undefined {
  const [, ...parts] =
    /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:\+[\w.-]+)?$/.exec(version) ??
    [];
  const [major = 0, minor = 0, patch = 0] = parts.map(Number);
  if (parts.length === 0) return undefined;
  const order = ["major", "minor", "patch"] as const;
  const place = order.indexOf(bump) + (major === 0 ? 1 : 0);
  if (place === 0) return `${major + 1}.0.0`;
  if (place === 1) return `${major}.${minor + 1}.0`;
  return `${major}.${minor}.${patch + 1}`;
}
