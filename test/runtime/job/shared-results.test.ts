import { describe, expect, it } from "vitest";
import {
  Cancellation,
  NEVER_CANCELLED,
} from "../../../src/runtime/base/cancellation.js";
import { SharedResults } from "../../../src/runtime/job/shared-results.js";
import { failureOf } from "../test-client.js";

/** A reader that is finished by the test. */
function reader(): {
  readonly read: (cancellation: Cancellation) => Promise<string>;
  readonly finish: (outputs: string | Error) => void;
  readonly began: Cancellation[];
} {
  const began: Cancellation[] = [];
  let finish: (outputs: string | Error) => void = () => undefined;
  return {
    began,
    finish: (outputs) => {
      finish(outputs);
    },
    read: (cancellation) => {
      began.push(cancellation);
      return new Promise((resolve, reject) => {
        finish = (outputs) => {
          if (typeof outputs === "string") resolve(outputs);
          else reject(outputs);
        };
        cancellation.subscribe(() => {
          reject(new Error("stopped"));
        });
      });
    },
  };
}

describe("results that several callers ask for", () => {
  it("are read once", async () => {
    const { read, finish, began } = reader();
    const results = new SharedResults<string>();
    const asked = [1, 2].map(() => results.read(read, NEVER_CANCELLED));
    finish("a");
    expect(await Promise.all(asked)).toEqual(["a", "a"]);
    expect(await results.read(read, NEVER_CANCELLED)).toBe("a");
    expect(began).toHaveLength(1);
  });

  it("reach a caller although another has left", async () => {
    const { read, finish, began } = reader();
    const results = new SharedResults<string>();
    const limit = new Cancellation();
    const first = results.read(read, limit);
    const second = results.read(read, NEVER_CANCELLED);
    limit.cancel("enough");
    expect(await failureOf(first)).toBe("enough");
    finish("a");
    expect(await second).toBe("a");
    expect(began.map(({ cancelled }) => cancelled)).toEqual([false]);
  });

  it("are no longer read when all have left, and anew for the next", async () => {
    const { read, finish, began } = reader();
    const results = new SharedResults<string>();
    const limit = new Cancellation();
    const asked = [1, 2].map(() => results.read(read, limit));
    limit.cancel("enough");
    expect(await Promise.all(asked.map(failureOf))).toEqual([
      "enough",
      "enough",
    ]);
    const next = results.read(read, NEVER_CANCELLED);
    finish("a");
    expect(await next).toBe("a");
    expect(began.map(({ cancelled }) => cancelled)).toEqual([true, false]);
  });

  it("are read anew after a failure", async () => {
    const { read, finish, began } = reader();
    const results = new SharedResults<string>();
    const asked = [1, 2].map(() => results.read(read, NEVER_CANCELLED));
    finish(new Error("broken"));
    expect(await Promise.all(asked.map(failureOf))).toEqual([
      new Error("broken"),
      new Error("broken"),
    ]);
    const next = results.read(read, NEVER_CANCELLED);
    finish("a");
    expect(await next).toBe("a");
    expect(began).toHaveLength(2);
  });
});
