#!/usr/bin/env node
import * as nodeModule from "node:module";
import { suitShortRun } from "./short-run.js";

// Node.js 22 keeps what it compiled of the imports that follow.
if ("enableCompileCache" in nodeModule) enableCompileCache();

suitShortRun();

const [{ processIo }, { run }] = await Promise.all([
  import("./io.js"),
  import("./run.js"),
]);

// A reader that needs no more (`| head`) closes the pipe: that is not a failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

process.exitCode = await run(process.argv.slice(2), processIo());

function enableCompileCache(): void {
  const { enableCompileCache: enable } = nodeModule as {
    readonly enableCompileCache?: () => unknown;
  };
  enable?.();
}
