"use client";

import { useEffect } from "react";
import { createClient, primesBetween } from "./generated/index";

export function Primes() {
  useEffect(() => {
    const client = createClient();
    void primesBetween({ max_val: 12 }, { client }).then(({ return_value }) => {
      const server = document.getElementById("server")?.textContent ?? "";
      document.body.dataset.result =
        server === JSON.stringify(return_value) ? server : `server: ${server}`;
    });
  }, []);
  return null;
}
