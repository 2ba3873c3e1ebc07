import { proveReadme, provePackage } from "./proof/documents.js";
import type { Finding } from "./proof/finding.js";
import { pathFindings } from "./proof/paths.js";
import { proveSource } from "./proof/source.js";
import { RUNTIME_MODULE, type HostilePackage } from "./packages.js";

/** Everything in a package that a server must not be able to put there. */
export async function provePackageFiles(
  hostile: HostilePackage,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [
    ...pathFindings(hostile.files.map(({ path }) => path)),
  ];
  for (const { path, text } of hostile.files) {
    if (path === "README.md") {
      const processes = hostile.model.processes.length;
      findings.push(...(await proveReadme(text, processes)));
    } else if (path === "package.json") {
      findings.push(...provePackage(text));
    } else if (path === "client.ts") {
      // It is the same in every package, and contains nothing from a server.
      continue;
    } else if (path.endsWith(".ts")) {
      findings.push(...proveSource(path, text, RUNTIME_MODULE));
    }
  }
  return findings;
}

/** Processes that have neither a function nor an error that says why. */
export function unexplainedFailures(
  hostile: HostilePackage,
): readonly string[] {
  const generated = new Set(hostile.model.processes.map(({ id }) => id));
  const explained = new Set(
    hostile.diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ process }) => process),
  );
  return hostile.service.processes
    .map(({ id }) => id)
    .filter((id) => !generated.has(id) && !explained.has(id));
}
