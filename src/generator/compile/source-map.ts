/**
 * The source that a compiled file was made from: its source map contains it.
 *
 * @param map - Text of a source map.
 * @returns undefined: it contains none.
 */
export function sourceInMap(map: string): string | undefined {
  try {
    const { sourcesContent } = JSON.parse(map) as {
      readonly sourcesContent?: readonly unknown[];
    };
    const source = sourcesContent?.[0];
    return typeof source === "string" ? source : undefined;
  } catch {
    return undefined;
  }
}
