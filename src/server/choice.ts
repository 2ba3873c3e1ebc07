/**
 * What a name stands for.
 * @param what - What is chosen, for the error.
 * @throws RangeError - There is nothing of this name; the error lists what there is.
 */
export function choice<T>(
  what: string,
  choices: Readonly<Record<string, T>>,
  name: string,
): T {
  const chosen = Object.hasOwn(choices, name) ? choices[name] : undefined;
  if (chosen === undefined) {
    throw new RangeError(
      `There is no ${what} "${name}"; choose ${Object.keys(choices).join(", ")}.`,
    );
  }
  return chosen;
}
