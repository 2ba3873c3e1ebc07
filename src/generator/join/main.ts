import { JoinError } from "./faults.js";
import { writeJoinedRuntime } from "./joined-folder.js";

/** A part of `npm run build`: joins the runtime's files for generated packages. */
try {
  await writeJoinedRuntime();
} catch (error) {
  if (!(error instanceof JoinError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
