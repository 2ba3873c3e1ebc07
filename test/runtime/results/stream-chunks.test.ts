import { describe, expect, it } from "vitest";
import { Cancellation } from "../../../src/runtime/base/cancellation.js";
import {
  startOfStream,
  streamChunks,
  streamOfBytes,
  wholeStream,
} from "../../../src/runtime/results/stream-chunks.js";

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

describe("a stream as a whole", () => {
  const url = new URL("http://h/");

  it.each<[string, number, unknown]>([
    ["is joined", 3, Uint8Array.of(1, 2, 3)],
    ["is refused where it is too long", 2, "body-too-large"],
  ])("%s", async (_, maxBytes, wanted) => {
    const cancellation = new Cancellation();
    const found = await wholeStream(threeBytes([]), {
      maxBytes,
      url,
      cancellation,
    }).catch((failure: unknown) => (failure as { code: unknown }).code);

    expect(found).toEqual(wanted);
  });

  it("ends with its cancellation while nothing arrives", async () => {
    const cancellation = new Cancellation();
    const ended: unknown[] = [];
    const silent = new ReadableStream<Uint8Array>({
      cancel: () => {
        ended.push("cancelled");
      },
    });
    const reading = wholeStream(silent, { maxBytes: 9, url, cancellation });
    cancellation.cancel(new Error("enough"));

    await expect(reading).rejects.toThrow("enough");
    expect(ended).toEqual(["cancelled"]);
  });
});

describe("the start of a stream", () => {
  it.each<[string, number, readonly number[], boolean]>([
    ["is some bytes", 2, [1, 2], false],
    ["may be all bytes", 9, [1, 2, 3], true],
    ["may be nothing", 0, [], false],
  ])("%s", async (_, least, bytes, isWhole) => {
    const start = await startOfStream(threeBytes([]), least);

    expect([[...start.bytes], start.isWhole]).toEqual([bytes, isWhole]);
    expect(await read(start.all, 9)).toEqual([1, 2, 3]);
  });

  it("is cancelled with its stream", async () => {
    const ended: string[] = [];
    const { all } = await startOfStream(threeBytes(ended), 1);
    await all.cancel();
    expect(ended).toEqual(["cancelled"]);
  });
});

describe("bytes as a stream", () => {
  it("come in pieces", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 251);
    const pieces: Uint8Array[] = [];
    for await (const piece of streamChunks(streamOfBytes(bytes))) {
      pieces.push(piece);
    }
    expect(pieces.map(({ length }) => length)).toEqual([65_536, 4_464]);
    expect(Buffer.compare(Buffer.concat(pieces), bytes)).toBe(0);
  });
});
