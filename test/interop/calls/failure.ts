/** What a promise rejects with; it must reject. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const value = await promise.then(
    (fulfilled) => ({ fulfilled }),
    (failure: unknown) => ({ failure }),
  );
  if ("failure" in value) return value.failure;
  throw new Error(`No failure, but ${JSON.stringify(value.fulfilled)}.`);
}
