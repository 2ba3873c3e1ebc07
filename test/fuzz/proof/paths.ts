import type { Finding } from "./finding.js";

const ALLOWED =
  /^(?:README\.md|package\.json|\.gitattributes|(?:bind|client|index|processes|types)\.ts|(?:processes|runtime|schemas)\/[a-z0-9]+(?:-[a-z0-9]+)*\.ts)$/;

/** Names of devices on Windows, with any extension. */
const DEVICES = /(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)\./;

/** Checks that paths stay inside the folder, are valid on every system, and name different files. */
export function pathFindings(paths: readonly string[]): readonly Finding[] {
  const seen = new Set<string>();
  return paths.flatMap((path): Finding[] => {
    const folded = path.toLowerCase();
    const repeated = seen.has(folded);
    seen.add(folded);
    if (!ALLOWED.test(path) || DEVICES.test(path) || path.length > 120) {
      return [{ kind: "path", path, message: "not an allowed path" }];
    }
    return repeated
      ? [{ kind: "path", path, message: "the path of another file" }]
      : [];
  });
}
