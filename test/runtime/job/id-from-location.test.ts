import { describe, expect, it } from "vitest";
import { idFromLocation } from "../../../src/runtime/job/id-from-location.js";

describe("the id of a job", () => {
  const base = new URL("http://h/ogc/processes/p/execution");

  it.each<[string | undefined, string | undefined]>([
    ["/jobs/a%20b", "a b"],
    ["/processes/p/jobs/a/results", "a"],
    ["/somewhere/a", "a"],
    ["/", undefined],
    [undefined, undefined],
  ])("finds the id in %s: %s", (location, wanted) => {
    expect(idFromLocation(location, base)).toBe(wanted);
  });
});
