import { startServer } from "../../src/server/index.js";
import { faultProxy } from "../faults/proxy.js";

/** The settings come from the parent process, as environment variables. */
const rate = Number(process.env["SOAK_RATE"] ?? "0.05");
const seed = Number(process.env["SOAK_SEED"] ?? "1");
const expireEveryMs = Number(process.env["SOAK_EXPIRE_MS"] ?? "20000");

/** How often each submission was executed, by its key. */
const executions = new Map<number, number>();

const server = await startServer({
  port: 0,
  service: "local",
  maxRunningJobs: 100_000,
  auth: { type: "login", username: "soak", password: "soak" },
  processes: [
    {
      description: {
        id: "soak",
        version: "1",
        jobControlOptions: ["async-execute", "dismiss"],
        inputs: {
          key: { schema: { type: "integer" } },
          seconds: { schema: { type: "number" } },
        },
        outputs: { square: { schema: { type: "integer" } } },
      },
      execute: async (inputs, context) => {
        const key = Number(inputs["key"]);
        executions.set(key, (executions.get(key) ?? 0) + 1);
        const steps = 4;
        for (let step = 1; step <= steps; step += 1) {
          await new Promise((resolve) =>
            setTimeout(resolve, (Number(inputs["seconds"]) * 1_000) / steps),
          );
          context.progress((100 * step) / steps);
        }
        return { square: key * key };
      },
    },
  ],
});
const proxy = await faultProxy({ target: server.url, rate, seed });
const expiry = setInterval(() => {
  server.expireTokens();
}, expireEveryMs);

process.on("message", () => {
  process.send?.({
    executions: executions.size,
    duplicates: [...executions.values()].filter((count) => count > 1).length,
    lostAnswers: proxy.lostAnswers,
    counts: proxy.counts,
    grants: server.grants,
  });
});
process.on("disconnect", () => {
  clearInterval(expiry);
  void Promise.all([proxy.close(), server.close()]);
});
process.send?.({ apiUrl: proxy.url, authUrl: server.tokenUrl });
