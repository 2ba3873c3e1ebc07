import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** An array of a Zarr group. */
export interface ZarrArray {
  readonly name: string;
  readonly dimensions: readonly string[];
  readonly shape: readonly number[];
  /** Only for arrays of one dimension. Default: all values are 0, and none is stored. */
  readonly values?: readonly number[];
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Writes an array into a group, in version 2 of the Zarr format: 64-bit floats, little-endian, in one uncompressed chunk. */
export async function writeZarr(
  group: string,
  array: ZarrArray,
): Promise<void> {
  const folder = join(group, array.name);
  await mkdir(folder, { recursive: true });
  await writeJson(join(group, ".zgroup"), { zarr_format: 2 });
  await writeJson(join(folder, ".zarray"), {
    zarr_format: 2,
    shape: array.shape,
    chunks: array.shape,
    dtype: "<f8",
    compressor: null,
    fill_value: 0,
    order: "C",
    filters: null,
  });
  await writeJson(join(folder, ".zattrs"), {
    ...array.attributes,
    _ARRAY_DIMENSIONS: array.dimensions,
  });
  if (array.values === undefined) return;
  const chunk = Buffer.alloc(array.values.length * 8);
  for (const [index, value] of array.values.entries()) {
    chunk.writeDoubleLE(value, index * 8);
  }
  await writeFile(join(folder, "0"), chunk);
}

async function writeJson(path: string, value: unknown): Promise<void> {
  await writeFile(path, JSON.stringify(value, undefined, 2));
}
