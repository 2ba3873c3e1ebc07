/**
 * What code of the user returns. A promise that nothing settles any more would end the program without a word, once it has no
 * other work.
 *
 * @throws Error where that happens.
 */
export async function settled<Value>(
  made: Value | Promise<Value>,
): Promise<Value> {
  let stop = (): void => undefined;
  const idle = new Promise<never>((_resolve, reject) => {
    stop = () => {
      reject(new Error("its promise waits for something that never comes"));
    };
    process.once("beforeExit", stop);
  });
  try {
    return await Promise.race([made, idle]);
  } finally {
    process.off("beforeExit", stop);
  }
}
