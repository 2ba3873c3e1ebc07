#!/usr/bin/env node
import { join } from "node:path";
import { keepCompiled } from "./compile-cache.js";
import { suitShortRun } from "./short-run.js";

// Node.js's own code for a program that ends while it waits for what never comes.
process.exitCode = 13;
// Both before any other module of the program is loaded.
suitShortRun();
keepCompiled(join(import.meta.dirname, "../.."));
void command();

async function command(): Promise<void> {
  const [{ processIo }, { run }] = await Promise.all([
    import("./io.js"),
    import("./run.js"),
  ]);
  // A reader that needs no more (`| head`) closes the pipe: that is not a failure.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = await run(process.argv.slice(2), processIo());
}
