import { Complaint } from "../complaint.js";
import { sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { forward, listen } from "../proxy.js";
import { job, tsc } from "../steps.js";

/** Node's `fetch` sends this header, as browsers do, and undici's own functions do not. */
const HEADER_OF_FETCH = "sec-fetch-mode";

/** Runs a job through a proxy that sees which of the two sends the requests. */
function sentBy(expected: "undici" | "fetch"): Step {
  return async (project) => {
    const seen = new Set<string>();
    const target = project.matrix.urls.local;
    const { url, close } = await listen((request, response) => {
      seen.add(HEADER_OF_FETCH in request.headers ? "fetch" : "undici");
      const path = (request.url ?? "/").slice(1);
      void forward(request, response, new URL(path, target));
    });
    try {
      await job("node", ["dist/main.js", url])(project);
    } finally {
      await close();
    }
    const found = [...seen].join(" and ");
    if (found !== expected) {
      throw new Complaint(`the requests were sent by ${found || "nobody"}`);
    }
    return `job run by ${found}`;
  };
}

/** Programs for Node, with undici beside them and without. */
export const TRANSPORT: readonly Environment[] = [
  {
    name: "undici-present",
    layers: ["undici"],
    packages: { undici: "7.30.2" },
    deliveries: sources("src/generated", "detected"),
    steps: [tsc(), sentBy("undici")],
  },
  {
    name: "undici-absent",
    layers: ["undici"],
    deliveries: sources("src/generated", "detected"),
    steps: [tsc(), sentBy("fetch")],
  },
];
