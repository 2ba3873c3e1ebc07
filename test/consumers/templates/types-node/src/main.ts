import * as bind from "generated-client/bind";
import { primesBetween } from "generated-client";
import { primesBetween as alone } from "generated-client/processes/primes-between";
import * as runtime from "generated-client/runtime";
import * as schemas from "generated-client/schemas";

export const parts: readonly object[] = [bind, runtime, schemas];
export const primes: Promise<{ return_value: number[] }> = primesBetween({
  max_val: 12,
});
export const same: typeof primesBetween = alone;
