import { describe, expect, it } from "vitest";
import { settled } from "../../src/generator/settled.js";
import { endsIdle } from "./ends-idle.js";

describe("what a function of the user returns", () => {
  it.each([
    ["a value", 1],
    ["a promise", Promise.resolve(1)],
  ])("is awaited: %s", async (_name, made) => {
    expect(await settled(made)).toBe(1);
    expect(process.listenerCount("beforeExit")).toBe(0);
  });

  it("fails as its promise does", async () => {
    await expect(settled(Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
  });

  it("fails where nothing settles its promise any more", async () => {
    const failed = expect(
      settled(new Promise(() => undefined)),
    ).rejects.toThrow("its promise waits for something that never comes");
    await endsIdle();
    await failed;
  });
});
