import { primesBetween } from "generated-client";

export default {
  async fetch() {
    const { return_value } = await primesBetween({ max_val: 12 });
    return new Response(`RESULT ${JSON.stringify(return_value)}`);
  },
};
