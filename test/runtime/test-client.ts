import {
  createClient,
  type Client,
  type ClientOptions,
  type Warning,
} from "../../src/runtime/index.js";

/** A client whose pauses are too short to wait for, and that collects its warnings. */
export function testClient(
  apiUrl: string,
  options: ClientOptions = {},
): Client & { readonly warnings: readonly Warning[] } {
  const warnings: Warning[] = [];
  const client = createClient({
    apiUrl,
    pollIntervalMs: 10,
    retries: { minDelayMs: 1, maxDelayMs: 5 },
    onWarning: (warning) => warnings.push(warning),
    ...options,
  });
  return Object.assign(client, { warnings });
}

/** What a promise rejects with; a promise that does not reject fails the test. */
export async function failureOf(promise: Promise<unknown>): Promise<unknown> {
  const nothing = Symbol("nothing");
  const failure: unknown = await promise.then(
    () => nothing,
    (reason: unknown) => reason,
  );
  if (failure === nothing) throw new Error("The promise did not reject.");
  return failure;
}

/** The members of an error that a test compares. */
export function membersOf(
  failure: unknown,
  ...names: readonly string[]
): Readonly<Record<string, unknown>> {
  if (!(failure instanceof Error)) return { failure };
  return Object.fromEntries(
    names.map((name) => [name, Reflect.get(failure, name) as unknown]),
  );
}
