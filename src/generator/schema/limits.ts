/** Limits that keep a hostile or broken description from taking the machine. */
export interface SchemaLimits {
  /** Levels of nesting. Default 64. */
  readonly depth: number;
  /** Schemas in one process, references followed once. Default 20,000. */
  readonly nodes: number;
  /** Steps of merging and typing, which references can multiply. Default 500,000. */
  readonly steps: number;
}

/** Limits that no known server comes near. */
export const DEFAULT_LIMITS: SchemaLimits = {
  depth: 64,
  nodes: 20_000,
  steps: 500_000,
};

/** More schemas, or more work, in one process than the limit allows. */
export class SchemaTooLargeError extends Error {
  override readonly name = "SchemaTooLargeError";
}

/** Takes steps from an allowance, and throws SchemaTooLargeError where it is used up. */
export type Spend = (steps: number) => void;

/** The allowance of one process. */
export function createAllowance(limit: number, excess: string): Spend {
  let left = limit;
  return (steps) => {
    left -= steps;
    if (left < 0) throw new SchemaTooLargeError(excess);
  };
}
