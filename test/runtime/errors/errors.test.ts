import { describe, expect, it } from "vitest";
import { loadUnit, unitsLoaded } from "../../../src/runtime/errors/errors.js";
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

  it("names the job that was to be followed", async () => {
    const job = {
      jobId: "j",
      processId: "p",
      lastStatus: { jobID: "j", status: "accepted" },
    } as const;
    const failure: unknown = await loadUnit(
      Promise.reject(new Error("404")),
      job,
    ).catch((error: unknown) => error);

    expect(failure).toMatchObject({
      ...job,
      name: "LoadError",
      message:
        "A part of the generated package did not load: 404. Job j goes on at the server, and can be followed by its id; after a new deployment, reload the page.",
    });
  });
});

describe("unitsLoaded", () => {
  it("waits for what is being loaded, and for those who asked for it", async () => {
    const said: string[] = [];
    let load: (unit: string) => void = () => undefined;
    const unit = new Promise<string>((resolve) => {
      load = resolve;
    });
    void loadUnit(unit).then((name) => said.push(name));
    const closing = unitsLoaded(60_000).then(() => said.push("closed"));
    await Promise.resolve();
    load("loaded");
    await closing;

    expect(said).toEqual(["loaded", "closed"]);
  });

  it("waits no longer than it may", async () => {
    void loadUnit(new Promise(() => undefined));

    await expect(unitsLoaded(1)).resolves.toBeUndefined();
  });

  it("does not wait for a part that did not load", async () => {
    await loadUnit(Promise.reject(new Error("404"))).catch(() => undefined);

    await expect(unitsLoaded(1)).resolves.toBeUndefined();
  });
});
