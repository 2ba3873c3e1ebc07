import type { SourceProcess } from "../source/source.js";
import {
  readDescription,
  type DescriptionReading,
} from "./read-description.js";

/** A process as its description was read. */
export interface DescribedProcess extends DescriptionReading {
  /** The id under which the server lists the process. */
  readonly id: string;
}

/**
 * The first stage after the source: brings every description into one shape.
 * A document that describes no process gets an error; the others go on.
 */
export function describeProcesses(
  processes: readonly SourceProcess[],
): readonly DescribedProcess[] {
  return processes.map(({ id, document }) => ({
    id,
    ...readDescription(id, document),
  }));
}
