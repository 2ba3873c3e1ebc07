import { primesBetween } from "generated-client";

const { return_value } = await primesBetween({ max_val: 12 });
document.body.dataset.result = JSON.stringify(return_value);
