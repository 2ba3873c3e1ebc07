import { plainForm } from "../execution/results.js";
import { jsonReply, withHeaders, type Reply } from "../http/reply.js";
import type { Job } from "../jobs/job.js";
import { MediaValue, Reference } from "../process.js";
import type { Profile } from "./profile.js";
import { htmlUnlessJson, jobLocation, PYGEOAPI } from "./pygeoapi.js";

/**
 * What a process returns, whichever outputs were asked for: `{"outputs": {...}}`. An output
 * that is no literal is a link to a file, with the title and the description of the output and without a type.
 */
function returned(job: Job, base: string): Readonly<Record<string, unknown>> {
  const descriptions = job.process.outputs ?? {};
  const folder = `${base}download/out/${encodeURIComponent(job.process.id)}/${job.id}`;
  return {
    outputs: Object.fromEntries(
      Object.entries(job.outputs ?? {}).map(([name, value]) => {
        const { title = name, description = title } = descriptions[name] ?? {};
        const link =
          value instanceof Reference
            ? value.link
            : { href: `${folder}/${encodeURIComponent(name)}` };
        return [
          name,
          isNoLiteral(value)
            ? { title, description, ...link }
            : plainForm(value),
        ];
      }),
    ),
  };
}

function isNoLiteral(value: unknown): boolean {
  return (
    value instanceof MediaValue ||
    value instanceof Reference ||
    (typeof value === "object" && value !== null)
  );
}

/** What a process returned is the raw result, and the only item of a document's list. */
function results(job: Job, base: string): Reply {
  const value = returned(job, base);
  return jsonReply(
    job.request.response === "document" ? { outputs: [value] } : value,
  );
}

/** pygeoapi with the processes of the AquaINFRA project, which wrap their outputs once more and deliver them as links with members of their own. */
export const AQUAINFRA: Profile = {
  ...PYGEOAPI,
  resources: [
    ...PYGEOAPI.resources,
    {
      method: "GET",
      path: "/download/out/{processID}/{jobID}/{output}",
      answer: "result",
    },
  ],
  syncResults: (job, { base }) =>
    withHeaders(results(job, base), jobLocation(job, base)),
  jobResults: (job, request) =>
    htmlUnlessJson(results(job, request.base), request),
};
