#!/usr/bin/env node
import { processIo } from "./io.js";
import { run } from "./run.js";

// A reader that needs no more (`| head`) closes the pipe: that is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await run(process.argv.slice(2), processIo());
