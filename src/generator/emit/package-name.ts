import { hyphenated } from "../hyphenated.js";

/** A package name from the service's title: lower case, as npm's registry requires. */
export function packageNameFrom(title: string | undefined): string {
  const name = hyphenated((title ?? "").normalize("NFKD"), 60);
  return name === "" ? "processes-client" : `${name}-client`;
}
