/** The standard's resources, with the methods of each. `{name}` stands for one path segment. */
export const RESOURCES = {
  landingPage: { path: "/", methods: ["GET"] },
  api: { path: "/api", methods: ["GET"] },
  conformance: { path: "/conformance", methods: ["GET"] },
  processes: { path: "/processes", methods: ["GET"] },
  process: { path: "/processes/{processID}", methods: ["GET"] },
  execution: { path: "/processes/{processID}/execution", methods: ["POST"] },
  jobs: { path: "/jobs", methods: ["GET"] },
  job: { path: "/jobs/{jobID}", methods: ["GET", "DELETE"] },
  results: { path: "/jobs/{jobID}/results", methods: ["GET"] },
  result: { path: "/jobs/{jobID}/results/{output}", methods: ["GET"] },
} as const;

/** The name of a resource of the standard. */
export type ResourceName = keyof typeof RESOURCES;

/** A path in the router's syntax: `{name}` becomes `:name`. */
export function routerPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

/** The methods that are allowed at a path; empty if there is no resource. GET implies HEAD, and OPTIONS is always allowed. */
export function allowedMethods(
  pathname: string,
  paths: readonly {
    readonly path: string;
    readonly methods: readonly string[];
  }[],
): readonly string[] {
  const methods = paths
    .filter(({ path }) => matches(pathname, path))
    .flatMap((resource) => resource.methods);
  if (methods.length === 0) return [];
  const head = methods.includes("GET") ? ["HEAD"] : [];
  return [...new Set([...methods, ...head, "OPTIONS"])];
}

function matches(pathname: string, path: string): boolean {
  const given = segments(pathname);
  const wanted = segments(path);
  return (
    given.length === wanted.length &&
    wanted.every(
      (segment, index) => segment.startsWith("{") || segment === given[index],
    )
  );
}

function segments(path: string): readonly string[] {
  return path.split("/").filter((segment) => segment !== "");
}
