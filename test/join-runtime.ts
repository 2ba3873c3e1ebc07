import { writeJoinedRuntime } from "../src/generator/join/joined-folder.js";

/** Joins the runtime's files, where one changed: generated packages contain the joined ones. */
export async function setup(): Promise<void> {
  await writeJoinedRuntime();
}
