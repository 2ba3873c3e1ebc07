import type { ExecutionContext } from "../../process.js";

/** An array of a Zarr group. */
export interface ZarrArray {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly shape: readonly number[];
  /** Only for arrays of one dimension. Default: all values are 0, and none is stored. */
  readonly values?: readonly number[];
  readonly attributes?: Readonly<Record<string, unknown>>;
}

type WriteFile = ExecutionContext["writeFile"];

/** Writes the file that makes a folder a group, in version 2 of the Zarr format, and returns the file's URL. */
export async function writeGroup(
  group: string,
  writeFile: WriteFile,
): Promise<string> {
  return writeFile(`${group}/.zgroup`, json({ zarr_format: 2 }));
}

/** Writes an array into a group, in version 2 of the Zarr format: 64-bit floats, little-endian, in one uncompressed chunk. */
export async function writeArray(
  group: string,
  array: ZarrArray,
  writeFile: WriteFile,
): Promise<void> {
  const folder = `${group}/${array.name}`;
  const description = {
    zarr_format: 2,
    shape: array.shape,
    chunks: array.shape,
    dtype: "<f8",
    compressor: null,
    fill_value: 0,
    order: "C",
    filters: null,
  };
  const attributes = {
    ...array.attributes,
    _ARRAY_DIMENSIONS: array.dimensions,
  };
  await writeFile(`${folder}/.zarray`, json(description));
  await writeFile(`${folder}/.zattrs`, json(attributes));
  if (array.values === undefined) return;
  const chunk = new DataView(new ArrayBuffer(array.values.length * 8));
  for (const [index, value] of array.values.entries()) {
    chunk.setFloat64(index * 8, value, true);
  }
  await writeFile(`${folder}/0`, new Uint8Array(chunk.buffer));
}

function json(value: unknown): string {
  return JSON.stringify(value, undefined, 2);
}
