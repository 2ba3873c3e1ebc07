/** Limits on the work for one process, so that a hostile or broken description cannot exhaust memory or time. */
export interface SchemaLimits {
  /** Levels of nesting. Default 64. */
  readonly depth: number;
  /** Schemas in one process; the target of a reference counts once. Default 20,000. */
  readonly nodes: number;
  /** Steps of merging schemas and making types; references can multiply them. Default 500,000. */
  readonly steps: number;
}

/** The default limits. No known server comes near them. */
export const DEFAULT_LIMITS: SchemaLimits = {
  depth: 64,
  nodes: 20_000,
  steps: 500_000,
};

/** Thrown where one process has more schemas, or takes more steps, than the limits allow. */
export class SchemaTooLargeError extends Error {
  override readonly name = "SchemaTooLargeError";
}

/** Subtracts steps from an allowance. Throws SchemaTooLargeError when too few are left. */
export type Spend = (steps: number) => void;

/** Makes an allowance of `limit` steps. `excess` is the message of the error when it is used up. */
export function createAllowance(limit: number, excess: string): Spend {
  let left = limit;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new SchemaTooLargeError(excess);
  };
}
