import { describe, expect, it } from "vitest";
import { inputValues } from "../../../src/generator/execution/input-values.js";
import { assignmentOf } from "../../../src/generator/execution/given-inputs.js";
import { described } from "./kinds.js";

const PROCESS = await described();
const NAMES = PROCESS.model.inputs.map(({ name }) => name);

const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47]);
const FILES: Readonly<Record<string, Uint8Array>> = {
  "a.png": PNG,
  "a.tif": PNG,
  "a.bin": PNG,
  "a.csv": bytesOf("a,b\n1,2\n"),
  "n.txt": bytesOf("12\n"),
  "place.json": bytesOf('{ "x": 1 }\n'),
  "point.geojson": bytesOf('{"type": "Point", "coordinates": [1, 2]}'),
  "point.gml": bytesOf("<Point/>"),
};

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function read(path: string): Promise<Uint8Array> {
  const bytes = FILES[path];
  return bytes === undefined
    ? Promise.reject(new Error(`no ${path}`))
    : Promise.resolve(bytes);
}

async function valuesOf(...set: readonly string[]): Promise<unknown> {
  const assignments = set.map((given) => assignmentOf(given, NAMES));
  return inputValues(assignments, PROCESS, read);
}

describe("texts are read as the process describes the input", () => {
  it.each<[name: string, given: string[], wanted: object]>([
    ["a whole number", ["whole=12"], { whole: 12 }],
    ["a number that is too large", ["whole=200"], { whole: 200 }],
    ["a number", ["number=-1.5e3"], { number: -1500 }],
    ["no number", ["number=many"], { number: "many" }],
    ["true", ["flag=true"], { flag: true }],
    ["a text", ["text=hello world"], { text: "hello world" }],
    ["an empty text", ["text="], { text: "" }],
    ["a text of digits", ["text=42"], { text: "42" }],
    ["a text with quotes", ['text="q"'], { text: '"q"' }],
    ["a text that looks like JSON", ["text={}"], { text: "{}" }],
    ["a text with =", ["text=a=b"], { text: "a=b" }],
    ["a text with @", ["text=@@home"], { text: "@home" }],
    ["a value of an enumeration", ["month=june"], { month: "june" }],
    ["the same in quotes", ['month="june"'], { month: "june" }],
    ["digits with a pattern", ["code=0123"], { code: "0123" }],
    ["wrong digits with a pattern", ["code=12"], { code: "12" }],
    ["a number or a text", ["either=1"], { either: 1 }],
    ["a text or a number", ["either=x"], { either: "x" }],
    ["JSON for anything", ["anything=[1]"], { anything: [1] }],
    ["a text for anything", ["anything=[1"], { anything: "[1" }],
    ["null", ["maybe=null"], { maybe: null }],
    ["a list as JSON", ["numbers=[1,2]"], { numbers: [1, 2] }],
    ["a list by repetition", ["numbers=1", "numbers=2"], { numbers: [1, 2] }],
    ["a list of one", ["numbers=1"], { numbers: [1] }],
    ["texts by repetition", ["names=a", "names=1"], { names: ["a", "1"] }],
    ["one of several texts", ["names=1"], { names: ["1"] }],
    ["an object", ['place={"x":1}'], { place: { x: 1 } }],
    ["a name with =", ["a=b=c"], { "a=b": "c" }],
    [
      "a bounding box",
      ["box=11,45.5,12,46"],
      { box: { bbox: [11, 45.5, 12, 46] } },
    ],
    ["the same as a list", ["box=[1,2,3,4]"], { box: { bbox: [1, 2, 3, 4] } }],
    [
      "the same with its system of coordinates",
      ['box={"bbox":[1,2,3,4],"crs":"x:y"}'],
      { box: { bbox: [1, 2, 3, 4], crs: "x:y" } },
    ],
    ["no bounding box", ["box=1,2,x"], { box: "1,2,x" }],
    ["JSON of a file", ["place=@place.json"], { place: { x: 1 } }],
    ["a number of a file", ["whole=@n.txt"], { whole: 12 }],
    ["a text of a file", ["text=@n.txt"], { text: "12\n" }],
    ["two inputs", ["whole=1", "flag=false"], { whole: 1, flag: false }],
  ])("%s", async (_name, given, wanted) => {
    expect(await valuesOf(...given)).toEqual(wanted);
  });
});

describe("content is text, bytes or a link, by the media types of the input", () => {
  it.each<[name: string, given: string[], wanted: object]>([
    ["text of a file", ["table=@a.csv"], { table: "a,b\n1,2\n" }],
    ["text", ["table=a,b"], { table: "a,b" }],
    ["text that is JSON", ["table=12"], { table: "12" }],
    ["bytes of a file", ["image=@a.png"], { image: PNG }],
    ["base64", ["image=iVBORw=="], { image: "iVBORw==" }],
    [
      "a URL",
      ["image=https://x.example/a.png"],
      { image: new URL("https://x.example/a.png") },
    ],
    [
      "a link as JSON",
      ['image={"href":"https://x.example/a","type":"image/png"}'],
      { image: { href: "https://x.example/a", type: "image/png" } },
    ],
    [
      "several files",
      ["images=@a.png", "images=@a.bin"],
      { images: [PNG, PNG] },
    ],
    ["one of several files", ["images=@a.png"], { images: PNG }],
    [
      "JSON beside other formats",
      ["shape=@point.geojson"],
      { shape: { type: "Point", coordinates: [1, 2] } },
    ],
    [
      "the same on the command line",
      ['shape={"type":"Point","coordinates":[1,2]}'],
      { shape: { type: "Point", coordinates: [1, 2] } },
    ],
    ["another format", ["shape=@point.gml"], { shape: "<Point/>" }],
    [
      "a link by its URL",
      ["link=https://x.example/a"],
      { link: { href: "https://x.example/a" } },
    ],
  ])("%s", async (_name, given, wanted) => {
    expect(await valuesOf(...given)).toEqual(wanted);
  });

  it.each([
    ["picture=@a.tif", "image/tiff; application=geotiff"],
    ["picture=@a.png", "image/png"],
    ["picture=@a.bin", "image/png"],
  ])("%s is sent as %s", async (given, type) => {
    const { picture } = (await valuesOf(given)) as { readonly picture: Blob };
    expect(picture).toBeInstanceOf(Blob);
    expect(picture.type).toBe(type);
    expect(new Uint8Array(await picture.arrayBuffer())).toEqual(PNG);
  });
});

describe("what would be sent as something else is refused", () => {
  it.each<[name: string, given: string[], message: string]>([
    [
      "several values for one",
      ["whole=1", "whole=2"],
      "--set gives 2 values to whole, which takes one.",
    ],
    [
      "a number with too many digits",
      ["number=12345678901234567890"],
      "--set gives number a number that would be sent as another one: it has too many digits.",
    ],
    [
      "the same in a list",
      ["numbers=[0.12345678901234567890123]"],
      "--set gives numbers a number that would be sent as another one: it has too many digits.",
    ],
    ["bytes for a text", ["text=@a.png"], "The file is no text in UTF-8."],
    ["no value", ["text"], '--set "text" gives no value to an input.'],
  ])("%s", async (_name, given, message) => {
    await expect(valuesOf(...given)).rejects.toThrow(message);
  });

  it("digits of a text are not", async () => {
    expect(await valuesOf("text=12345678901234567890")).toEqual({
      text: "12345678901234567890",
    });
  });
});
