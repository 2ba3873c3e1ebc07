import { describe, expect, it } from "vitest";
import { streamChunks } from "../../../src/runtime/results/stream-chunks.js";

/** A stream of the bytes 1, 2 and 3, one by one; `ended` tells how it ended. */
function threeBytes(ended: string[]): ReadableStream<Uint8Array> {
  let next = 1;
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (next > 3) controller.close();
        else controller.enqueue(Uint8Array.of(next++));
      },
      cancel: () => {
        ended.push("cancelled");
      },
    },
    { highWaterMark: 0 },
  );
}

async function read(
  stream: ReadableStream<Uint8Array>,
  most: number,
): Promise<readonly number[]> {
  const found: number[] = [];
  for await (const [byte = 0] of streamChunks(stream)) {
    found.push(byte);
    if (found.length === most) break;
  }
  return found;
}

describe("the pieces of a stream", () => {
  it.each<[string, number, readonly number[], readonly string[]]>([
    ["come in their order, to the end", 9, [1, 2, 3], []],
    ["end the stream where nobody wants more", 2, [1, 2], ["cancelled"]],
  ])("%s", async (_, most, wanted, how) => {
    const ended: string[] = [];
    expect(await read(threeBytes(ended), most)).toEqual(wanted);
    expect(ended).toEqual(how);
  });

  it("fail as the stream does", async () => {
    const broken = new ReadableStream<Uint8Array>({
      pull: () => Promise.reject(new Error("broken")),
    });
    await expect(read(broken, 9)).rejects.toThrow("broken");
  });
});
