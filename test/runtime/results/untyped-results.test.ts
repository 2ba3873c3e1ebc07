import { describe, expect, it } from "vitest";
import {
  isLink,
  isQualified,
  isResultFile,
} from "../../../src/runtime/index.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

const NO_SOURCE = {} as ConstructorParameters<typeof ReceivedFile>[1];

/** Which guards say yes. */
function kindsOf(result: unknown): readonly string[] {
  return [
    ...(isLink(result) ? ["link"] : []),
    ...(isQualified(result) ? ["qualified"] : []),
    ...(isResultFile(result) ? ["file"] : []),
  ];
}

describe("the kinds of untyped results", () => {
  it.each<[string, unknown, readonly string[]]>([
    ["a link", { href: "x" }, ["link"]],
    [
      "a link with nulls and sizes",
      { href: "x", rel: null, size: 4 },
      ["link"],
    ],
    ["a link that has a value as well", { href: "x", value: 1 }, ["link"]],
    ["an href that is no text", { href: 1 }, []],
    ["a qualified value", { value: [1], mediaType: "text/csv" }, ["qualified"]],
    ["a value alone, which is null", { value: null }, ["qualified"]],
    ["an inherited value", Object.create({ value: 1 }), []],
    ["a file", new ReceivedFile("text/csv", NO_SOURCE), ["file"]],
    [
      "a file with a URL",
      new ReceivedFile("text/csv", NO_SOURCE, "x"),
      ["file"],
    ],
    ["an object", { rows: 3 }, []],
    ["an array", [{ href: "x" }], []],
    ["a text", "href", []],
    ["null", null, []],
    ["nothing", undefined, []],
  ])("%s", (_name, result, wanted) => {
    expect(kindsOf(result)).toEqual(wanted);
  });

  it("tell the results of a job apart", async () => {
    await using server = await scriptedServer({
      "GET /jobs/j/results": {
        json: { a: { href: "/a" }, b: { value: 1 }, c: 2 },
      },
      "GET /jobs/k/results": {
        body: "a,b",
        headers: { "content-type": "text/csv" },
      },
      "GET /jobs/l/results": {
        body: "--x\r\nContent-ID: <a>\r\n\r\n1\r\n--x\r\nContent-ID: <b>\r\nContent-Type: application/json\r\n\r\n1\r\n--x\r\nContent-ID: <a>\r\n\r\n2\r\n--x--",
        headers: { "content-type": "multipart/related; boundary=x" },
      },
    });
    await using client = testClient(server.url);
    const kinds = async (jobId: string): Promise<unknown> =>
      Object.values(await client.getJobResults(jobId)).map(kindsOf);
    const several = await client.getJobResults("l");
    expect(several["b"]).toBe(1);
    expect(Array.from(several["a"] as unknown[], kindsOf)).toEqual([
      ["file"],
      ["file"],
    ]);
    expect(await kinds("j")).toEqual([["link"], ["qualified"], []]);
    expect(await kinds("k")).toEqual([["file"]]);
  });
});
