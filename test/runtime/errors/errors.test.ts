import { describe, expect, it } from "vitest";
import { loadUnit } from "../../../src/runtime/errors/errors.js";
import { isS2gosError, LoadError } from "../../../src/runtime/index.js";

describe("loadUnit", () => {
  it("returns what was loaded", async () => {
    const unit = { x: 1 };
    await expect(loadUnit(Promise.resolve(unit))).resolves.toBe(unit);
  });

  it("reports a part that is not there", async () => {
    const missing = "./no-such-unit.js";
    const failure: unknown = await loadUnit(import(missing)).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(LoadError);
    expect(isS2gosError(failure)).toBe(true);
    expect(failure).toMatchObject({
      name: "LoadError",
      code: "load",
      message: expect.stringMatching(
        /^A part of the generated package did not load: .*no-such-unit.*\. Try again; after a new deployment, reload the page\.$/s,
      ) as string,
      cause: expect.any(Error) as Error,
    });
  });
});
