import { without } from "../documents.js";
import { lackingPaths, RESOURCES } from "../http/resources.js";
import type { Profile } from "../profiles/profile.js";
import type { Service } from "../service.js";
import { executeOperation, PATHS } from "./paths.js";
import { SCHEMAS } from "./schemas.js";

/** The API definition: an OpenAPI 3.0 document (OGC 18-062r2, 10). */
export function openApiDocument(
  service: Service,
  profile: Profile,
  base: string,
): Readonly<Record<string, unknown>> {
  return {
    openapi: "3.0.3",
    info: {
      title: service.title,
      description: service.description,
      version: "1.0.0",
    },
    servers: [{ url: base.replace(/\/$/, "") }],
    paths: {
      ...standardPaths(profile),
      ...(profile.listsExecutionPaths ? executionPaths(service) : {}),
    },
    components: { schemas: SCHEMAS },
  };
}

/** The standard's paths, without those that the profile's server does not have. */
function standardPaths(profile: Profile): Readonly<Record<string, unknown>> {
  const lacking = lackingPaths(profile.lacks);
  return Object.fromEntries(
    Object.entries(PATHS)
      .filter(([path]) => !lacking.includes(path))
      .map(([path, operations]) => [
        path,
        path === RESOURCES.job.path && profile.lacks.includes("dismissal")
          ? without(operations, "delete")
          : operations,
      ]),
  );
}

/** One path for each process, as some servers have them. */
function executionPaths(service: Service): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    service.processes.map(({ description: { id, title } }) => [
      `/processes/${encodeURIComponent(id)}/execution`,
      { post: executeOperation(`execute-${id}`, title ?? id, []) },
    ]),
  );
}
