/** A package name from the service's title: lower case, as npm's registry requires. */
export function packageNameFrom(title: string | undefined): string {
  const name = (title ?? "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
  return name === "" ? "processes-client" : `${name}-client`;
}
