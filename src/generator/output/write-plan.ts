/**
 * What writing would do to the output folder. `--check`, `--dry-run` and writing
 * share it, so that they always agree. Lists are sorted.
 */
export interface WritePlan {
  /** Absolute path of the output folder, links resolved. */
  readonly root: string;
  readonly create: readonly string[];
  readonly update: readonly string[];
  readonly delete: readonly string[];
  /** Generated files that are up to date, or that are kept because their process failed. */
  readonly keep: readonly string[];
  /** Texts of the files to create and to update, the manifest among them. */
  readonly contents: ReadonlyMap<string, string>;
}
