/** The paths of the standard's resources. `{name}` stands for one path segment. */
export const RESOURCES = {
  landingPage: { path: "/" },
  api: { path: "/api" },
  conformance: { path: "/conformance" },
  processes: { path: "/processes" },
  process: { path: "/processes/{processID}" },
  execution: { path: "/processes/{processID}/execution" },
  jobs: { path: "/jobs" },
  job: { path: "/jobs/{jobID}" },
  results: { path: "/jobs/{jobID}/results" },
  result: { path: "/jobs/{jobID}/results/{output}" },
} as const;

/** The name of a resource of the standard. */
export type ResourceName = keyof typeof RESOURCES;

/** The paths of the resources that a server does not have. */
export function lackingPaths(
  lacks: readonly (ResourceName | "dismissal")[],
): readonly string[] {
  return lacks.flatMap((name) =>
    name === "dismissal" ? [] : [RESOURCES[name].path],
  );
}
