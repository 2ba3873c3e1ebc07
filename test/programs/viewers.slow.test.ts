// The objects that geotiff.js takes for a client are what docs/viewers.md gives it.
/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment */
import { fromCustomClient, writeArrayBuffer } from "geotiff";
import GeoJSON from "ol/format/GeoJSON.js";
import VectorSource from "ol/source/Vector.js";
import { describe, expect, it } from "vitest";
import * as zarr from "zarrita";
import {
  defineProcess,
  type Client,
  type FeatureCollection,
  type Link,
  type OptionalInputsProcess,
} from "../../src/runtime/index.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
} from "../faults/scripted-server.js";
import { testClient } from "../runtime/test-client.js";

const TOKEN = "token-of-ada";

/** Answers as files on a server that wants credentials, whole or in parts. */
function files(content: (path: string) => Uint8Array | undefined): Handler {
  return ({ path, headers }): Reply => {
    if (headers["x-auth-token"] !== TOKEN) return { status: 401 };
    const bytes = content(path);
    if (bytes === undefined) return { status: 404, json: { title: "none" } };
    const [, from = "0", to = ""] =
      /bytes=(\d+)-(\d+)/.exec(headers["range"] ?? "") ?? [];
    if (to === "") return { body: bytes };
    const end = Math.min(Number(to) + 1, bytes.length);
    const range = `bytes ${from}-${String(end - 1)}/${String(bytes.length)}`;
    return {
      status: 206,
      headers: { "content-range": range },
      body: bytes.subarray(Number(from), end),
    };
  };
}

/** Numbers that compress badly, so that a file of them has several parts. */
const PIXELS = Array.from({ length: 512 * 512 }, (_, at) => (at * 7919) % 251);

describe("a viewer reads what needs credentials", () => {
  it("OpenLayers: the features of an output", async () => {
    const fields: FeatureCollection = {
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          geometry: { type: "Point", coordinates: [0, 0] },
          properties: { name: "PNP" },
        },
      ],
    };
    await using server = await scriptedServer({
      "POST /processes/p/execution": { json: { fields } },
    });
    await using client = testClient(server.url, { token: TOKEN });
    const run: OptionalInputsProcess<object, { fields: FeatureCollection }> =
      defineProcess(() => client, {
        id: "p",
        outputs: { fields: { form: "value" } },
      });
    const format = new GeoJSON({ featureProjection: "EPSG:3857" });
    const source = new VectorSource();
    source.addFeatures(format.readFeatures((await run()).fields));
    const [feature] = source.getFeatures();

    expect(feature?.get("name")).toBe("PNP");
    expect(feature?.getGeometry()?.getType()).toBe("Point");
  });

  it("geotiff.js: the parts of a file that it needs", async () => {
    const tiff = new Uint8Array(
      writeArrayBuffer(PIXELS, { width: 512, height: 512 }),
    );
    await using server = await scriptedServer(files(() => tiff));
    await using client = testClient(server.url, { token: TOKEN });
    const href = `${server.url}scene.tif`;
    const remote = await fromCustomClient({
      url: href,
      request: (init) => answerOf(client, href, init),
    });
    const image = await remote.getImage();

    expect([image.getWidth(), image.getHeight()]).toEqual([512, 512]);
    const [row] = await image.readRasters({ window: [0, 1, 4, 2] });
    expect([...(row as Uint8Array)]).toEqual(PIXELS.slice(512, 516));
    const ranges = server.requests.map(({ headers }) => headers["range"]);
    expect(ranges).not.toContain(undefined);
    expect(new Set(ranges).size).toBe(ranges.length);
  });

  it("zarrita: the chunks of an array, of which some are not there", async () => {
    const folder = new Map<string, Uint8Array>();
    const made = await zarr.create(zarr.root(folder).resolve("a"), {
      shape: [4, 4],
      chunkShape: [2, 4],
      dtype: "int32",
      fillValue: -1,
    });
    await zarr.set(made, [zarr.slice(0, 2), null], {
      data: Int32Array.from({ length: 8 }, (_, at) => at),
      shape: [2, 4],
      stride: [4, 1],
    });
    await using server = await scriptedServer(
      files((path) => folder.get(path.replace(/^\/cube\.zarr/, ""))),
    );
    await using client = testClient(server.url, { token: TOKEN });
    const link: Link = { href: `${server.url}cube.zarr`, type: "x/zarr" };
    const store = new zarr.FetchStore(link.href, {
      fetch: (request) => client.fetch(request),
    });
    const array = await zarr.open(zarr.root(store).resolve("a"), {
      kind: "array",
    });
    const { data } = await zarr.get(array);

    expect([...(data as Int32Array)]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, -1, -1, -1, -1, -1, -1, -1, -1,
    ]);
  });
});

/** What geotiff.js takes for an answer. */
async function answerOf(
  client: Client,
  href: string,
  init: RequestInit | undefined,
): ReturnType<Parameters<typeof fromCustomClient>[0]["request"]> {
  const response = await client.fetch(href, init);
  return {
    ok: response.ok,
    status: response.status,
    getHeader: (name) => response.headers.get(name) ?? undefined,
    getData: () => response.arrayBuffer(),
  };
}
