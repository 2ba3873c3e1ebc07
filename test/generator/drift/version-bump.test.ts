import { describe, expect, it } from "vitest";
import type { ChangeClass } from "../../../src/generator/drift/change-class.js";
import {
  nextVersion,
  versionBump,
  type VersionBump,
} from "../../../src/generator/drift/version-bump.js";

describe("the part of a version that changes raise", () => {
  it.each<[readonly ChangeClass[], VersionBump | undefined]>([
    [[], undefined],
    [["documentation"], "patch"],
    [["documentation", "additive"], "minor"],
    [["additive", "run-time"], "major"],
    [["compile-time", "documentation"], "major"],
  ])("of %j is %s", (classes, wanted) => {
    expect(versionBump(classes.map((one) => ({ class: one })))).toBe(wanted);
  });
});

describe("the version after", () => {
  it.each<[string, VersionBump, string | undefined]>([
    ["1.4.2", "major", "2.0.0"],
    ["1.4.2", "minor", "1.5.0"],
    ["1.4.2", "patch", "1.4.3"],
    ["0.4.2", "major", "0.5.0"],
    ["0.4.2", "minor", "0.4.3"],
    ["0.4.2", "patch", "0.4.3"],
    ["1.4.2+7", "patch", "1.4.3"],
    ["2.0.0-beta.1", "major", undefined],
    ["01.0.0", "major", undefined],
    ["1.0", "major", undefined],
  ])("%s, raised by %s, is %s", (version, bump, wanted) => {
    expect(nextVersion(version, bump)).toBe(wanted);
  });
});
