import { primesBetween } from "generated-client";

const { return_value } = await primesBetween({ max_val: 12 });
console.log(`RESULT ${JSON.stringify(return_value)}`);
