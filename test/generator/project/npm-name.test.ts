import { describe, expect, it } from "vitest";
import { UsageError } from "../../../src/generator/errors.js";
import { requirePackageName } from "../../../src/generator/project/npm-name.js";

const ANY =
  "Give another name with --package-name, such as processes-client or @company/processes-client.";

describe("a package may be called", () => {
  it.each(["a", "processes-client", "@company/client", "2d", "a.b", "a_b"])(
    "%s",
    (name) => {
      expect(() => {
        requirePackageName(name);
      }).not.toThrow();
    },
  );
});

describe("a package cannot be called", () => {
  it.each([
    ["", "name length must be greater than zero", ANY],
    ["My Client", "name can only contain URL-friendly characters", "my-client"],
    ["MyClient", "name can no longer contain capital letters", "myclient"],
    [
      "@Company/Client",
      "name can no longer contain capital letters",
      "@company/client",
    ],
    [".client", "name cannot start with a period", "client"],
    ["_client", "name cannot start with an underscore", "client"],
    ["http", "http is a core module name", "http-client"],
    [
      "node_modules",
      "node_modules is not a valid package name",
      "node-modules",
    ],
    ["a/b/c", "name can only contain URL-friendly characters", "a-b-c"],
    ["\uD800", "name can only contain URL-friendly characters", ANY],
    ["日本", "name can only contain URL-friendly characters", ANY],
    [
      "a".repeat(215),
      "name can no longer contain more than 214 characters",
      "a".repeat(100),
    ],
  ])("%j", (name, problem, near) => {
    const hint =
      near === ANY
        ? ANY
        : `Give another name with --package-name, such as ${near}.`;
    expect(() => {
      requirePackageName(name);
    }).toThrow(
      new UsageError(
        `${JSON.stringify(name)} cannot be the name of a package: ${problem}.`,
        { hint },
      ),
    );
  });
});
