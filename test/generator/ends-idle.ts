import { expect, vi } from "vitest";

/** Does what Node.js does when nothing is left to be done, once something waits for that. */
export async function endsIdle(): Promise<void> {
  const isAwaited = (): boolean => process.listenerCount("beforeExit") > 0;
  await vi.waitFor(() => {
    expect(isAwaited()).toBe(true);
  });
  process.emit("beforeExit", 0);
  await vi.waitFor(() => {
    expect(isAwaited()).toBe(false);
  });
}
