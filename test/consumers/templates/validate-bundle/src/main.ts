import { Ajv2020 } from "ajv/dist/2020.js";
import {
  ajvValidator,
  createClient,
  primesBetween,
} from "./generated/index.js";
import * as schemas from "./generated/schemas/index.js";

async function main(): Promise<void> {
  const client = createClient({
    validate: ajvValidator(new Ajv2020(), schemas),
  });
  const { return_value } = await primesBetween({ max_val: 12 }, { client });
  const refused = await primesBetween(
    { max_val: "many" as unknown as number },
    { client },
  ).then(
    () => "accepted",
    (error: unknown) => error instanceof Error && error.name,
  );
  console.log(`REFUSED ${String(refused)}`);
  console.log(`RESULT ${JSON.stringify(return_value)}`);
}

void main();
