import {
  Cancellation,
  nothing,
  unlessCancelled,
} from "../base/cancellation.js";

/** Reads the results of a job. */
type Read<Outputs> = (cancellation: Cancellation) => Promise<Outputs>;

interface Reading<Outputs> {
  readonly outputs: Promise<Outputs>;
  readonly cancellation: Cancellation;
  callers: number;
}

/**
 * The results of one job, for all callers that ask for them: they are read once, and again only after a failure. The
 * limits of one caller are no failure of another: reading ends when the last of them has left.
 */
export class SharedResults<Outputs> {
  #reading: Reading<Outputs> | undefined;

  /** @param cancellation - Of this caller. */
  async read(
    read: Read<Outputs>,
    cancellation: Cancellation,
  ): Promise<Outputs> {
    const reading = (this.#reading ??= begin(read));
    reading.callers += 1;
    let isDone = false;
    try {
      const outputs = await unlessCancelled(reading.outputs, cancellation);
      isDone = true;
      return outputs;
    } finally {
      reading.callers -= 1;
      const isLeft = reading.callers === 0 && !isDone;
      if (isLeft) reading.cancellation.cancel(cancellation.reason);
      // Others may have begun anew after a failure.
      if ((isLeft || !cancellation.cancelled) && !isDone) this.#forget(reading);
    }
  }

  #forget(reading: Reading<Outputs>): void {
    if (this.#reading === reading) this.#reading = undefined;
  }
}

function begin<Outputs>(read: Read<Outputs>): Reading<Outputs> {
  const cancellation = new Cancellation();
  const outputs = read(cancellation);
  // Each caller hears of a failure; one that has left does not.
  outputs.catch(nothing);
  return { outputs, cancellation, callers: 0 };
}
