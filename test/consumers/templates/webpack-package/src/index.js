import { primesBetween } from "generated-client";

void primesBetween({ max_val: 12 }).then(({ return_value }) => {
  document.body.dataset.result = JSON.stringify(return_value);
});
