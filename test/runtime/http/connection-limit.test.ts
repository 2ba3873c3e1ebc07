import { describe, expect, it } from "vitest";
import {
  Cancellation,
  NEVER_CANCELLED,
} from "../../../src/runtime/base/cancellation.js";
import { ConnectionLimit } from "../../../src/runtime/http/connection-limit.js";

const turn = async (): Promise<void> => {
  await new Promise((resolve) => setImmediate(resolve));
};

describe("a limit of two exchanges", () => {
  it("lets further ones in, in their order, as others leave", async () => {
    const limit = new ConnectionLimit(2);
    const entered: number[] = [];
    const leave: (() => void)[] = [];
    for (const number of [1, 2, 3, 4]) {
      void limit.enter(NEVER_CANCELLED).then((left) => {
        entered.push(number);
        leave.push(left);
      });
    }
    await turn();
    expect(entered).toEqual([1, 2]);

    leave[0]?.();
    leave[0]?.();
    await turn();
    expect(entered).toEqual([1, 2, 3]);

    leave[1]?.();
    await turn();
    expect(entered).toEqual([1, 2, 3, 4]);
  });

  it("passes over one that was cancelled, which takes no place", async () => {
    const limit = new ConnectionLimit(1);
    const leave = await limit.enter(NEVER_CANCELLED);
    const cancellation = new Cancellation();
    const cancelled = limit.enter(cancellation);
    const next = limit.enter(NEVER_CANCELLED);
    cancellation.cancel(new Error("mine"));
    (await cancelled)();
    leave();
    (await next)();

    expect(await limit.enter(NEVER_CANCELLED)).toBeTypeOf("function");
  });
});
