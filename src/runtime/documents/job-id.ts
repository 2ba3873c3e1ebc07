/** The members that hold the id of a job: of version 1.0, of a server, of drafts of 2.0. */
export const ID_MEMBERS: readonly string[] = ["jobID", "jobId", "id"];

/**
 * The id of the job that a status document is about: `jobID`, in drafts of 2.0 `id`.
 * @param said - The text of the document, or the id that the job is known by: an integer beyond 2^53 is exact there only.
 */
export function idOf(
  document: Readonly<Record<string, unknown>>,
  said = "",
): string | undefined {
  for (const name of ID_MEMBERS) {
    const value = document[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") {
      const exact = said.match(/\d{16,}/g)?.find((id) => Number(id) === value);
      return exact ?? String(value);
    }
  }
  return undefined;
}
