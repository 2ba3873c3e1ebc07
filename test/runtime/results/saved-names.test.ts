import mime from "mime";
import { describe, expect, it } from "vitest";
import { memorySource } from "../../../src/runtime/results/file-sources.js";
import { ReceivedFile } from "../../../src/runtime/results/received-file.js";
import type { ResultFile } from "../../../src/runtime/results/result-file.js";
import {
  filesIn,
  isDeviceName,
} from "../../../src/runtime/results/saved-names.js";

function file(mediaType = "", href?: string): ResultFile {
  return new ReceivedFile(mediaType, memorySource(new Uint8Array()), href);
}

const named = (outputs: unknown) => filesIn(outputs).map(({ name }) => name);

describe("the name of a file", () => {
  it.each<[name: string, output: string, wanted: string]>([
    ["letters, digits and marks", "Map_2.b-c", "Map_2.b-c"],
    ["other scripts", "नक्शा-地图-карта", "नक्शा-地图-карта"],
    ["letters and their marks apart", "u\u0308ber", "\u00fcber"],
    ["what Windows refuses", 'a<b>:"c|?*d', "a_b_c_d"],
    ["paths", "../../etc/passwd", "_.._etc_passwd"],
    ["paths of Windows", "..\\..\\C:\\boot.ini", "_.._C_boot.ini"],
    ["an absolute path", "/etc/passwd", "_etc_passwd"],
    ["the folder itself", ".", "output"],
    ["the folder above", "..", "output"],
    ["hidden files", ".bashrc", "bashrc"],
    ["options of commands", "--help", "help"],
    ["a URL", "https://a.example/b?c=d", "https_a.example_b_c_d"],
    ["control characters", "a\u0000b\nc\u001b[0m", "a_b_c_0m"],
    ["texts that run from right to left", "a\u202egnp.exe", "a_gnp.exe"],
    ["dots and spaces at the end", "a . ", "a_._"],
    ["dots at the end", "a..", "a"],
    ["nothing", "", "output"],
    ["half of a character", "a\ud800b", "a_b"],
    ["pictures", "\u{1f5fa}", "_"],
    ["a device", "CON", "_CON"],
    ["a device with an ending", "nul.tar.gz", "_nul.tar.gz"],
    ["a port", "com1", "_com1"],
    ["a port with a small digit", "LPT\u00b9", "_LPT\u00b9"],
    ["what begins like a device", "console", "console"],
    ["a name of all objects", "__proto__", "__proto__"],
    ["a long name", "a".repeat(300), "a".repeat(100)],
    ["a long name of long letters", "地".repeat(90), "地".repeat(33)],
  ])("is safe of %s", (_name, output, wanted) => {
    const outputs = Object.fromEntries([[output, file("x/y-z")]]);
    expect(named(outputs)).toEqual([wanted]);
  });

  it.each<[mediaType: string, href: string | undefined, wanted: string]>([
    ["image/tiff; application=geotiff", undefined, "a.tif"],
    ["IMAGE/PNG", undefined, "a.png"],
    ["application/geo+json", undefined, "a.geojson"],
    ["application/x-netcdf", undefined, "a.nc"],
    ["application/x-tar", undefined, "a.tar"],
    ["application/problem+json", undefined, "a.json"],
    ["application/vnd.ogc.wms_xml", undefined, "a"],
    ["application/octet-stream", undefined, "a.bin"],
    ["constructor", undefined, "a"],
    ["", undefined, "a"],
    ["text/x-../../b", undefined, "a.b"],
    ["application/octet-stream", "http://h.example/b.ZARR?c=d.txt", "a.zarr"],
    ["application/zip", "https://h.example/x/b.tar.7z#c.d", "a.7z"],
    ["image/tiff", "s3://bucket/key.cog", "a.cog"],
    ["image/tiff", "http://h.example/v1.0", "a.tif"],
    ["image/tiff", "http://h.example/2026.11", "a.tif"],
    ["image/tiff", "http://h.example", "a.tif"],
    ["image/tiff", "http://h.example/.hidden", "a.tif"],
    ["image/tiff", "http://h.example/b.c/d", "a.tif"],
    ["image/tiff", "http://h.example/b.averylongending", "a.tif"],
    ["image/tiff", "http://h.example/b.p%2fg", "a.tif"],
    ["text/csv", "data:text/plain,b//c/d.exe", "a.csv"],
  ])("ends for %s at %s as in %3$s", (mediaType, href, wanted) => {
    expect(named({ a: file(mediaType, href) })).toEqual([wanted]);
  });

  it("has the usual ending of each media type", () => {
    const types = [
      "application/geo+json",
      "application/gml+xml",
      "application/gzip",
      "application/json",
      "application/ld+json",
      "application/octet-stream",
      "application/pdf",
      "application/vnd.apache.parquet",
      "application/vnd.google-earth.kml+xml",
      "application/vnd.google-earth.kmz",
      "application/vnd.ms-excel",
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      "application/xml",
      "application/zip",
      "image/jp2",
      "image/jpeg",
      "image/png",
      "image/svg+xml",
      "image/tiff",
      "image/webp",
      "text/csv",
      "text/html",
      "text/markdown",
      "text/plain",
      "text/xml",
    ];
    const unusual = types.filter((type) => {
      const ending = mime.getExtension(type);
      return ending !== null && named({ a: file(type) })[0] !== `a.${ending}`;
    });
    expect(unusual).toEqual([]);
  });
});

describe("names", () => {
  const png = () => file("image/png");

  it.each<[name: string, outputs: object, wanted: readonly string[]]>([
    ["no file", { a: 1, b: { href: "http://h.example/a.png" } }, []],
    ["none at all", {}, []],
    [
      "files and other values of a list",
      { a: [png(), 1, png()] },
      ["a.png", "a-2.png"],
    ],
    [
      "files in objects",
      { a: { b: png(), c: [[png()]] } },
      ["a.png", "a-2.png"],
    ],
    ["a name that has its ending", { "a.png": png() }, ["a.png"]],
    ["the ending in capitals", { "A.PNG": png() }, ["A.png"]],
    [
      "one name, with and without its ending",
      { a: png(), "a.png": png() },
      ["a.png", "a-2.png"],
    ],
    ["names that differ in case", { a: png(), A: png() }, ["a.png", "A-2.png"]],
    [
      "names that differ in the form of letters",
      { "\u00fc": png(), "u\u0308": png() },
      ["\u00fc.png", "\u00fc-2.png"],
    ],
    [
      "names that some systems fold",
      { "stra\u00dfe": png(), STRASSE: png() },
      ["stra\u00dfe.png", "STRASSE-2.png"],
    ],
    [
      "names that differ where they are changed",
      { "a/b": png(), "a:b": png() },
      ["a_b.png", "a_b-2.png"],
    ],
    [
      "a name that another got",
      { a: [png(), png()], "a-2": png() },
      ["a.png", "a-2.png", "a-2-2.png"],
    ],
    [
      "a name that another will have",
      { "a-2": png(), a: [png(), png()] },
      ["a-2.png", "a.png", "a-3.png"],
    ],
    [
      "long names",
      { ["a".repeat(101)]: png(), ["a".repeat(102)]: png() },
      [`${"a".repeat(100)}.png`, `${"a".repeat(100)}-2.png`],
    ],
    [
      "the document beside them",
      { OUTPUTS: file("application/json") },
      ["OUTPUTS-2.json"],
    ],
  ])("tell apart %s", (_name, outputs, wanted) => {
    expect(named(outputs)).toEqual(wanted);
  });

  it("are told with the outputs that the files are in, each file once", () => {
    const [first, second] = [png(), png()];
    expect(filesIn({ a: [first, second], b: first, c: second })).toEqual([
      { file: first, output: "a", name: "a.png" },
      { file: second, output: "a", name: "a-2.png" },
    ]);
  });

  it("are found for many files of one output", () => {
    const many = Array.from({ length: 20_000 }, png);
    const names = named({ a: many, A: [png()] });
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(20_001);
    expect(names.slice(-2)).toEqual(["a-20000.png", "A-20001.png"]);
  });
});

it.each([
  ["con", true],
  ["Aux.txt", true],
  ["com0", true],
  ["com10", false],
  ["a.con", false],
  ["icon", false],
])("knows of %s whether Windows has such a device", (name, wanted) => {
  expect(isDeviceName(name)).toBe(wanted);
});
