import { spawnSync } from "node:child_process";

/** The checker of workflows (https://github.com/rhysd/actionlint): the program that `ACTIONLINT` names, else that of the path. */
const PROGRAM = process.env["ACTIONLINT"] ?? "actionlint";

/** Whether it is installed. CONTRIBUTING.md says how; tests without it say that they were left out. */
export const HAS_ACTIONLINT =
  spawnSync(PROGRAM, ["-version"], { stdio: "ignore" }).status === 0;

/**
 * What actionlint finds in workflows, in its own words; empty where it finds nothing.
 *
 * @param paths - Paths of the files.
 */
export function actionlint(paths: readonly string[]): string {
  const { status, stderr, stdout } = spawnSync(
    PROGRAM,
    ["-no-color", ...paths],
    { encoding: "utf8" },
  );
  return status === 0 ? "" : `${stdout}${stderr}`;
}
