import { ownMember } from "../base/json.js";
import { essenceOf } from "../documents/media-type.js";
import { ResultFile } from "./result-file.js";

/** A file among outputs, and what it is called where it is saved. */
export interface NamedFile {
  readonly file: ResultFile;
  /** Name of the output in which it is. */
  readonly output: string;
  /** A name in a folder, never a path. */
  readonly name: string;
}

/** The document that stands beside the files of a run. */
export const OUTPUTS_DOCUMENT = "outputs.json";

/** Bytes of a name before its number and its ending: of 255, which file systems have for a name. */
const MOST_BYTES = 100;

/** What stands for the endings of media types that are not called so themselves. */
const ENDINGS: Readonly<Record<string, string>> = {
  "application/geo+json": "geojson",
  "application/geopackage+sqlite3": "gpkg",
  "application/gml+xml": "gml",
  "application/gzip": "gz",
  "application/ld+json": "jsonld",
  "application/netcdf": "nc",
  "application/octet-stream": "bin",
  "application/vnd+zarr": "zarr",
  "application/vnd.apache.parquet": "parquet",
  "application/vnd.geo+json": "geojson",
  "application/vnd.google-earth.kml+xml": "kml",
  "application/vnd.google-earth.kmz": "kmz",
  "application/vnd.ms-excel": "xls",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
  "application/wmo-grib": "grib",
  "application/wmo-grib2": "grib2",
  "application/x-hdf": "hdf",
  "application/x-hdf5": "h5",
  "application/x-netcdf": "nc",
  "application/x-netcdf4": "nc",
  "application/x-ndjson": "ndjson",
  "image/jpeg": "jpg",
  "image/svg+xml": "svg",
  "image/tiff": "tif",
  "text/markdown": "md",
  "text/plain": "txt",
};

/** Names that Windows gives to devices, whatever their ending. */
const DEVICE = /^(con|prn|aux|nul|(com|lpt)[\d\u00b9\u00b2\u00b3])(?=\.|$)/i;

/**
 * Whether Windows gives a name to a device, so that no file nor folder can have it.
 * @param name - With or without an ending.
 */
export function isDeviceName(name: string): boolean {
  return DEVICE.test(name);
}

/**
 * The files in outputs, with a name for each in one folder, for any file system:
 *
 * - A file is called after its output. Letters and digits of all scripts, `.`, `_` and `-` stay, others become `_`; dots
 *   and hyphens at the start are left out, and what is longer than 100 bytes. Nothing of the name is a path. The name of
 *   a device of Windows gets a `_` before it, and an output without a usual character is called `output`.
 * - It ends as its address does (`.tif`), else as its media type says; without either, it has no ending.
 * - Of names that a file system may take for the same one, the later ones get a number: `maps.png`, `maps-2.png`. The
 *   name `outputs.json` is taken from the start.
 *
 * @returns In the order of the outputs, those in lists and objects included; a file that is twice in them is there once.
 */
export function filesIn(outputs: unknown): readonly NamedFile[] {
  const files = new Map<ResultFile, NamedFile>();
  const counts = new Map<string, number>([[OUTPUTS_DOCUMENT, 1]]);
  const visit = (value: unknown, output: string): void => {
    if (value instanceof ResultFile) {
      if (files.has(value)) return;
      const name = freeName(stemOf(output), endingOf(value), counts);
      files.set(value, { file: value, output, name });
    } else if (typeof value === "object" && value !== null) {
      for (const member of Object.values(value)) visit(member, output);
    }
  };
  for (const [output, value] of Object.entries(outputs ?? {})) {
    visit(value, output);
  }
  return [...files.values()];
}

function stemOf(output: string): string {
  const usual = output
    .normalize("NFC")
    .replace(/[^\p{L}\p{M}\p{N}._-]+/gu, "_")
    .replace(/^[.-]+/, "");
  const bytes = new TextEncoder().encode(usual).subarray(0, MOST_BYTES);
  // A character that is cut in two is left out.
  return new TextDecoder().decode(bytes).replace(/\uFFFD/g, "");
}

/** With its dot. Empty: nobody says what it is. */
function endingOf({ href = "", mediaType }: ResultFile): string {
  const ending = endingOfUrl(href) ?? endingOfType(essenceOf(mediaType));
  return ending === undefined ? "" : `.${ending}`;
}

/** The ending of an absolute URL, if it has a usual one: a number alone is a version or a date. */
function endingOfUrl(href: string): string | undefined {
  const [path = ""] = href.toLowerCase().split(/[?#]/, 1);
  const [, empty, , ...segments] = path.split("/");
  const last = segments[segments.length - 1] ?? "";
  const dot = last.lastIndexOf(".");
  const ending = last.slice(dot + 1);
  const isUsual = ending.length <= 8 && /^\d*[a-z][a-z\d]*$/.test(ending);
  return empty === "" && dot > 0 && isUsual ? ending : undefined;
}

function endingOfType(essence: string): string | undefined {
  const known = ownMember(ENDINGS, essence);
  if (known !== undefined) return known;
  const subtype = essence.replace(/^.*\//, "").replace(/^.*\+|^x-/, "");
  return /^[a-z\d]{1,8}$/.test(subtype) ? subtype : undefined;
}

/** A name that no other file of these has, on systems that ignore case or the forms of letters, either. */
function freeName(
  given: string,
  ending: string,
  counts: Map<string, number>,
): string {
  const hasEnding = ending !== "" && given.toLowerCase().endsWith(ending);
  let own = hasEnding ? given.slice(0, -ending.length) : given;
  // Windows leaves them out.
  while (own.endsWith(".")) own = own.slice(0, -1);
  const stem = isDeviceName(own) ? `_${own}` : own || "output";
  const first = foldedName(stem + ending);
  for (let count = (counts.get(first) ?? 0) + 1; ; count += 1) {
    const name = `${stem}${count === 1 ? "" : `-${String(count)}`}${ending}`;
    const folded = foldedName(name);
    if (count > 1 && counts.has(folded)) continue;
    counts.set(folded, counts.get(folded) ?? 1);
    counts.set(first, count);
    return name;
  }
}

/** The same text for all names that some file system may take for one. */
function foldedName(name: string): string {
  return name.normalize("NFKC").toUpperCase().toLowerCase();
}
