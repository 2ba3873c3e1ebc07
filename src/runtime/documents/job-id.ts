/** The id of the job that a status document is about: `jobID`, in drafts of 2.0 `id`. */
export function idOf(
  document: Readonly<Record<string, unknown>>,
): string | undefined {
  for (const name of ["jobID", "jobId", "id"]) {
    const value = document[name];
    if (typeof value === "string" && value !== "") return value;
    if (typeof value === "number") return String(value);
  }
  return undefined;
}
