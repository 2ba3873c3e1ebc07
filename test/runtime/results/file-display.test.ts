import { describe, expect, it } from "vitest";
import { connectionOf } from "../../../src/runtime/client/client.js";
import type { ResultFile } from "../../../src/runtime/index.js";
import {
  memorySource,
  remoteSource,
} from "../../../src/runtime/results/file-sources.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import { scriptedServer } from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

/** What a notebook asks. */
function shownOf(file: ResultFile): Promise<unknown> {
  const display = Reflect.get(
    file,
    Symbol.for("Jupyter.display"),
  ) as () => Promise<unknown>;
  return display();
}

const fileOf = (mediaType: string, text: string | Uint8Array): ResultFile =>
  new ReceivedFile(
    mediaType,
    memorySource(typeof text === "string" ? Buffer.from(text) : text),
  );

describe("a notebook shows", () => {
  it.each<[string, ResultFile, object]>([
    [
      "an image",
      fileOf("image/png", "PNG"),
      { "text/plain": "File: image/png, 3 bytes", "image/png": "UE5H" },
    ],
    [
      "an image whose type has parameters, in other letters",
      fileOf("Image/PNG; x=1", "PNG"),
      { "text/plain": "File: Image/PNG; x=1, 3 bytes", "image/png": "UE5H" },
    ],
    [
      "an SVG, as an image, whose scripts do not run",
      fileOf("image/svg+xml", "<svg/>"),
      {
        "text/plain": "File: image/svg+xml, 6 bytes",
        "text/html": '<img src="data:image/svg+xml;base64,PHN2Zy8+">',
      },
    ],
    [
      "GeoJSON",
      fileOf("application/geo+json", '{"type":"Point"}'),
      {
        "text/plain": "File: application/geo+json, 16 bytes",
        "application/geo+json": { type: "Point" },
      },
    ],
    [
      "JSON",
      fileOf("application/json", "[1]"),
      {
        "text/plain": "File: application/json, 3 bytes",
        "application/json": [1],
      },
    ],
    [
      "what is no JSON, as a text",
      fileOf("application/json", "no"),
      { "text/plain": "no" },
    ],
    [
      "HTML, as a text",
      fileOf("text/html", "<script>x</script>"),
      { "text/plain": "<script>x</script>" },
    ],
    [
      "a text, without what commands a terminal",
      fileOf("text/csv", "a,b\r\n1,\u001b[2J"),
      { "text/plain": "a,b\n1,\\u001b[2J" },
    ],
    [
      "the start of a long text",
      fileOf("text/plain", "x".repeat(10_001)),
      { "text/plain": `${"x".repeat(10_000)}…` },
    ],
    [
      "what else it is",
      fileOf("image/tiff", "II*"),
      { "text/plain": "File: image/tiff" },
    ],
    [
      "the size of what is too large",
      fileOf("image/png", new Uint8Array(4 * 1024 * 1024 + 1)),
      { "text/plain": "File: image/png, more than 4194304 bytes" },
    ],
  ])("%s", async (_name, file, wanted) => {
    expect(await shownOf(file)).toEqual(wanted);
  });

  it("a file of a server, or why it can't be read, without secrets", async () => {
    await using server = await scriptedServer({
      "GET /a.png": { body: "PNG", headers: { "content-type": "image/png" } },
    });
    await using client = testClient(server.url);
    const at = (path: string): ResultFile => {
      const url = new URL(path, server.url);
      const source = remoteSource(connectionOf(client), url, undefined);
      return new ReceivedFile("image/png", source, url.href);
    };

    expect(await shownOf(at("a.png"))).toEqual({
      "text/plain": `File: image/png, 3 bytes, ${server.url}a.png`,
      "image/png": "UE5H",
    });
    const gone = (await shownOf(at("b.png?token=hidden"))) as object;
    expect(Object.keys(gone)).toEqual(["text/plain"]);
    expect(JSON.stringify(gone)).toContain("404");
    expect(JSON.stringify(gone)).not.toContain("hidden");
  });

  it("nothing of what can be read once only", async () => {
    const source = { ...memorySource(Buffer.from("PNG")), isLeftAlone: true };
    const file = new ReceivedFile("image/png", {
      ...source,
      isLeftAlone: true,
    });

    expect(await shownOf(file)).toEqual({ "text/plain": "File: image/png" });
  });
});
