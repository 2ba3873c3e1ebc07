import { GenerationError } from "../errors.js";

/** Adds the bytes of one more document. */
export type CountBytes = (bytes: number) => void;

/**
 * Limits all documents of one run together: each may be within its own limit,
 * and thousands of them would still exceed the memory.
 *
 * @param limit - In bytes.
 * @param what - Where the documents come from, as the beginning of a sentence.
 * @returns A function that throws GenerationError as soon as there are too many bytes.
 */
export function totalBound(
  limit: number,
  what: string,
  where: string,
  hint: string,
): CountBytes {
  let total = 0;
  return (bytes) => {
    total += bytes;
    if (total <= limit) return;
    throw new GenerationError(
      "descriptions-too-large",
      `${what} have more than ${sizeText(limit)} together.`,
      { where, hint },
    );
  };
}

const MIB = 1024 * 1024;

function sizeText(bytes: number): string {
  return bytes % MIB === 0 ? `${bytes / MIB} MiB` : `${bytes} bytes`;
}
