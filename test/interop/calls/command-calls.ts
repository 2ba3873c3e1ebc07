import { expect, it } from "vitest";
import type { ServerName } from "../setup/server-names.js";
import { serverUnderTest } from "../setup/server-under-test.js";
import { comparable, replayed, transcriptOf } from "../setup/transcript.js";

/** The commands of docs/run.md, which come first: its list of jobs has no others. */
export function describeCommands(name: ServerName): void {
  it("runs the commands of docs/run.md, which print what stands there", async () => {
    const steps = await transcriptOf(name);
    expect(steps).not.toEqual([]);
    const { url } = serverUnderTest(name);
    expect(comparable(await replayed(steps, url))).toEqual(comparable(steps));
  });
}
