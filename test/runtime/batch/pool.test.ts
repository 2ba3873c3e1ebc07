import { expect, it, vi } from "vitest";
import {
  Cancellation,
  NEVER_CANCELLED,
} from "../../../src/runtime/base/cancellation.js";
import { Pool } from "../../../src/runtime/batch/pool.js";
import { failureOf } from "../test-client.js";

/** Work that ends when the test says so, and what has been begun. */
function workshop() {
  const begun: number[] = [];
  const ends = new Map<number, (end: string | Error) => void>();
  const work = (item: number): Promise<string> => {
    begun.push(item);
    return new Promise((resolve, reject) => {
      ends.set(item, (end) => {
        if (end instanceof Error) reject(end);
        else resolve(end);
      });
    });
  };
  const end = async (item: number, how: string | Error = `end of ${item}`) => {
    ends.get(item)?.(how);
    await settle();
  };
  return { begun, work, end };
}

/** Waits until nothing more happens by itself. */
const settle = () => new Promise((resolve) => setTimeout(resolve));

it("takes an item when there is room, as long as few ends wait", async () => {
  const { begun, work, end } = workshop();
  const pool = new Pool([0, 1, 2, 3, 4, 5].values(), 2, work);
  const first = pool.next(NEVER_CANCELLED);
  await settle();
  expect(begun).toEqual([0, 1]);
  await end(1);
  expect(await first).toBe("end of 1");
  expect(begun).toEqual([0, 1, 2]);
  await end(0);
  await end(2);
  // Two ends wait, so that nothing more is begun than before the second came.
  expect(begun).toEqual([0, 1, 2, 3]);
  await end(3);
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(await pool.next(NEVER_CANCELLED)).toBe("end of 0");
  expect(await pool.next(NEVER_CANCELLED)).toBe("end of 2");
  await settle();
  expect(begun).toEqual([0, 1, 2, 3, 4, 5]);
  await end(4);
  await end(5);
  const rest = [1, 2, 3, 4].map(() => pool.next(NEVER_CANCELLED));
  expect(await Promise.all(rest.slice(0, 3))).toEqual([
    "end of 3",
    "end of 4",
    "end of 5",
  ]);
  expect(await rest[3]).toBeUndefined();
});

it("throws what the work throws before the ends that wait", async () => {
  const { work, end } = workshop();
  const pool = new Pool([0, 1].values(), 2, work);
  const next = failureOf(pool.next(NEVER_CANCELLED));
  await settle();
  const fault = new Error("The disk is full.");
  await end(0, fault);
  await end(1);
  expect(await next).toBe(fault);
  expect(await failureOf(pool.next(NEVER_CANCELLED))).toBe(fault);
});

it("throws what the source throws after the last end", async () => {
  const { work, end } = workshop();
  const failure = new Error("The table ends here.");
  function* source(): Generator<number, void> {
    yield 0;
    throw failure;
  }
  const pool = new Pool(source(), 2, work);
  const next = pool.next(NEVER_CANCELLED);
  await settle();
  await end(0);
  expect(await next).toBe("end of 0");
  expect(await failureOf(pool.next(NEVER_CANCELLED))).toBe(failure);
});

it("takes nothing after it was stopped, and tells the source", async () => {
  const { begun, work, end } = workshop();
  let isClosed = false;
  function* source(): Generator<number, void> {
    try {
      for (let item = 0; ; item += 1) yield item;
    } finally {
      isClosed = true;
    }
  }
  const pool = new Pool(source(), 1, work);
  const next = pool.next(NEVER_CANCELLED);
  await settle();
  await pool.stop();
  await end(0);
  expect({ begun, isClosed }).toEqual({ begun: [0], isClosed: true });
  expect(await next).toBe("end of 0");
  expect(await pool.next(NEVER_CANCELLED)).toBeUndefined();
});

it("rejects with the reason of a cancellation", async () => {
  const { work } = workshop();
  const cancellation = new Cancellation();
  const pool = new Pool([0].values(), 1, work);
  const next = failureOf(pool.next(cancellation));
  cancellation.cancel("enough");
  expect(await next).toBe("enough");
});

it("does not wait for a source that makes its next item", async () => {
  const { work, end } = workshop();
  const failure = new Error("The queue cannot be closed.");
  const ended: string[] = [];
  const source: AsyncIterator<number> = {
    next: vi
      .fn<() => Promise<IteratorResult<number>>>()
      .mockResolvedValueOnce({ value: 0 })
      .mockReturnValue(new Promise(() => undefined)),
    return: () => {
      ended.push("return");
      return Promise.reject(failure);
    },
  };
  const pool = new Pool(source, 2, work);
  const next = pool.next(NEVER_CANCELLED);
  await settle();
  await end(0);
  expect(await next).toBe("end of 0");
  await pool.stop();
  expect(ended).toEqual(["return"]);
});

it("throws what the source throws when it ends", async () => {
  const { work } = workshop();
  const failure = new Error("The table cannot be closed.");
  const source: Iterator<number> = {
    next: () => ({ value: 0 }),
    return: () => {
      throw failure;
    },
  };
  const pool = new Pool(source, 1, work);
  void pool.next(NEVER_CANCELLED);
  await settle();
  expect(await failureOf(pool.stop())).toBe(failure);
});
