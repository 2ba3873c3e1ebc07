/** The longest time that a timer keeps, in milliseconds: it fires at once where it is given a longer one. */
const LONGEST_TIMER_MS = 0x7fff_ffff;

/**
 * Waits.
 * @param seconds - Of more than 24 days, 24 days are waited; `Infinity` as well.
 * @throws The signal's reason, as soon as the signal is aborted.
 */
export async function pause(
  seconds: number,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(
        signal.reason instanceof Error ? signal.reason : new Error("Aborted"),
      );
    };
    const timer = setTimeout(
      () => {
        signal.removeEventListener("abort", stop);
        resolve();
      },
      Math.min(seconds * 1000, LONGEST_TIMER_MS),
    );
    signal.addEventListener("abort", stop, { once: true });
  });
}
