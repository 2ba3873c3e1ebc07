/** A copy of a URL with more query parameters; those that are undefined are left out. */
export function withQuery(
  url: URL,
  query: Readonly<Record<string, string | number | undefined>>,
): URL {
  const result = new URL(url);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) result.searchParams.set(name, String(value));
  }
  return result;
}
