import type { ProcessImplementation } from "../../process.js";
import { Problem } from "../../problem.js";

/** Computes prime numbers with the sieve of Eratosthenes. */
export const PRIMES_BETWEEN: ProcessImplementation = {
  description: {
    title: "Prime Processor",
    description:
      "Returns the list of prime numbers between a `min_val` and `max_val`.",
    id: "primes_between",
    version: "0.0.0",
    inputs: {
      min_val: {
        title: "Min Val",
        minOccurs: 0,
        schema: { type: "integer", default: 0, minimum: 0 },
      },
      max_val: {
        title: "Max Val",
        minOccurs: 0,
        schema: { type: "integer", default: 100, maximum: 100 },
      },
    },
    outputs: {
      return_value: {
        title: "Return Value",
        schema: { type: "array", items: { type: "integer" } },
      },
    },
  },
  execute(inputs, { progress }) {
    const least = inputs["min_val"] as number;
    const most = inputs["max_val"] as number;
    if (most < 2 || most <= least) {
      throw new Problem(
        400,
        "Bad request",
        "max_val must be greater than 1 and greater than min_val",
      );
    }
    progress(0, "Sieving");
    const composite = new Set<number>();
    for (let factor = 2; factor * factor <= most; factor++) {
      for (let n = factor * factor; n <= most; n += factor) composite.add(n);
    }
    const primes = [];
    for (let n = Math.max(2, least); n <= most; n++) {
      if (!composite.has(n)) primes.push(n);
    }
    progress(100, "Done");
    return { return_value: primes };
  },
};
