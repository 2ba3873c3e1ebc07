import { expect, test } from "@jest/globals";
import { primesBetween } from "./generated/index";

test("primes", async () => {
  const { return_value } = await primesBetween({ max_val: 12 });
  expect(return_value).toEqual([2, 3, 5, 7, 11]);
});
