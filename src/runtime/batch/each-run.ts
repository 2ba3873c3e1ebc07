// What is loaded for `runAll`.
import { Cancellation, nothing } from "../base/cancellation.js";
import { isRecord } from "../base/json.js";
import { checkOptions } from "../config/plain-options.js";
import { ConfigError } from "../errors/errors.js";
import { reportProgress } from "../job/progress.js";
import { Pool } from "./pool.js";
import type { RunAllOptions, RunOutcome } from "./run-all.js";
import { beginRecord, type Doors } from "./run-record.js";
import { Runs, type SubmittingProcess } from "./runs.js";

/** Jobs that run at a time, where the caller says nothing. */
const DEFAULT_CONCURRENCY = 16;

type Inputs<Value> = Iterable<Value> | AsyncIterable<Value>;

/**
 * See `runAll`.
 * @param doors - Functions of the core.
 */
export async function* eachRun<Given, Outputs>(
  process: unknown,
  inputs: Inputs<Given>,
  given: RunAllOptions<PropertyKey, Given>,
  doors: Doors,
): AsyncGenerator<RunOutcome<Given, Outputs>, void> {
  const options = await checkOptions(given);
  if (!isRecord(options.client)) {
    throw new ConfigError(
      "runAll needs a client: runAll(process, inputs, { client: createClient() }).",
    );
  }
  const connection = doors.connectionOf(options.client);
  const source = iteratorOf(inputs);
  const { concurrency = DEFAULT_CONCURRENCY, signal } = options;
  const cancellation = new Cancellation({ signal });
  const submitting = process as SubmittingProcess<Outputs>;
  const { process: definition } = submitting;
  cancellation.throwIfCancelled();
  const record = await beginRecord(definition, connection, options, doors);
  const { mode = "async" } = options;
  const { prefer } = doors.preferenceOf(mode, definition.jobControlOptions);
  const runs = new Runs<Given, Outputs>(submitting, options, record, !prefer);
  const total = countOf(inputs);
  const pool = new Pool(source, concurrency, async (value) => {
    const report = (): void => {
      reportProgress({ ...runs.counts, total }, options, connection);
    };
    const run = runs.run(value);
    // Where `report` throws, nobody waits for it.
    run.catch(nothing);
    report();
    const outcome = await run;
    report();
    return outcome;
  });
  let hasFailed = false;
  try {
    for (;;) {
      const end = await pool.next(cancellation);
      if (end === undefined) return;
      yield end;
    }
  } catch (failure) {
    hasFailed = true;
    throw failure;
  } finally {
    cancellation.dispose();
    const stopped = pool.stop();
    // What is kept is closed whatever the inputs throw when they end.
    await Promise.allSettled([stopped, runs.leave()]);
    // As in a loop over the inputs themselves, what ended the loop takes precedence.
    if (!hasFailed) await stopped;
  }
}

/** @throws ConfigError: it is none, or a text, which is no list of inputs. */
function iteratorOf<Value>(
  inputs: Inputs<Value>,
): Iterator<Value> | AsyncIterator<Value> {
  const given: unknown = inputs;
  if (typeof given === "object" && given !== null) {
    const { [Symbol.asyncIterator]: later, [Symbol.iterator]: now } =
      given as Partial<Iterable<Value> & AsyncIterable<Value>>;
    const iterator = later?.call(given) ?? now?.call(given);
    if (iterator) return iterator;
  }
  throw new ConfigError(
    "runAll needs the inputs of each run as a list, or as something else that can be iterated over.",
  );
}

/** How many inputs there are, where that is known before the last is taken. */
function countOf(inputs: object): number | undefined {
  const { length, size } = inputs as Record<"length" | "size", unknown>;
  return [length, size].find(
    (known): known is number => typeof known === "number",
  );
}
