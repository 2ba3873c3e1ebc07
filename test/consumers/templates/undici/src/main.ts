import { createClient, primesBetween } from "./generated/index.js";

// The address of a server that says which headers it got: only `fetch` sends `sec-fetch-mode`.
declare const process: { readonly argv: readonly string[] };
const client = createClient({ apiUrl: process.argv[2] ?? "" });
const { return_value } = await primesBetween({ max_val: 12 }, { client });
await client.close();
console.log(`RESULT ${JSON.stringify(return_value)}`);
