import {
  createClient,
  primesBetween,
  standardValidator,
  ValidationError,
} from "./generated/index.js";
import { schemas } from "./generated/zod/index.js";
import { PrimesBetweenInputsSchema } from "./generated/zod/process-primes-between.js";

// By hand, such as for what a form or a file says.
const read = PrimesBetweenInputsSchema.safeParse({
  min_val: -5,
  max_val: "20",
});
for (const { path, message } of read.error?.issues ?? []) {
  console.log(`${path.join("/")}: ${message}`);
}

// At each call of a client.
const apiUrl = process.env["S2GOS_API_URL"] ?? "http://localhost:8008/";
const client = createClient({ apiUrl, validate: standardValidator(schemas) });
const { return_value } = await primesBetween({ max_val: 20 }, { client });
console.log(return_value);
await primesBetween({ max_val: 101 }, { client }).catch((error: unknown) => {
  if (!(error instanceof ValidationError)) throw error;
  for (const { pointer, message } of error.faults) {
    console.log(`${pointer}: ${message}`);
  }
});
await client.close();
