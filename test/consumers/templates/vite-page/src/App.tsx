import { useEffect, useState } from "react";
import { primesBetween } from "./generated";

function App() {
  const [primes, setPrimes] = useState<readonly number[]>([]);

  useEffect(() => {
    void primesBetween({ max_val: 12 }).then(({ return_value }) => {
      setPrimes(return_value);
      document.body.dataset.result = JSON.stringify(return_value);
    });
  }, []);

  return <p>{primes.join(", ")}</p>;
}

export default App;
