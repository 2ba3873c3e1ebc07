import { primesBetween } from "./generated";

void primesBetween({ max_val: 12 }).then(({ return_value }) => {
  document.body.dataset.result = JSON.stringify(return_value);
});
