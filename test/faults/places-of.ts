import { inspect } from "node:util";

/** Prototypes whose getters show nothing of a value's own. */
const PLATFORM: ReadonlySet<unknown> = new Set(
  [Object, Function, Array, Error, Map, Set, Promise].map(
    ({ prototype }): unknown => prototype,
  ),
);

/**
 * Where a text can be read from a value: whatever is reachable by members, symbols, getters, maps, sets and bytes, and
 * what printing it shows. Empty: nowhere.
 */
export function placesOf(
  root: unknown,
  needles: readonly string[],
): readonly string[] {
  const found = new Set<string>();
  const look = (text: string, place: string): void => {
    if (needles.some((needle) => text.includes(needle))) found.add(place);
  };
  const seen = new Set<unknown>();
  const queue: (readonly [unknown, string])[] = [[root, ""]];
  for (const [value, path] of queue) {
    if (typeof value === "string") look(value, path);
    if (value === null || !/^(object|function)$/.test(typeof value)) continue;
    if (seen.has(value) || seen.size > 20_000) continue;
    seen.add(value);
    const held = value as object;
    if (held instanceof URL) look(held.href, path);
    if (ArrayBuffer.isView(held)) {
      look(Buffer.from(held.buffer).toString("latin1"), path);
      continue;
    }
    if (held instanceof Map || held instanceof Set) {
      queue.push([[...held], `${path}.entries`]);
    }
    for (const key of keysOf(held)) {
      look(String(key), `${path} (a name)`);
      queue.push([read(held, key), `${path}.${String(key)}`]);
    }
  }
  for (const [place, text] of printed(root)) look(text, place);
  return [...found];
}

/** The keys of an object, with those of its class that are getters. */
function keysOf(value: object): readonly PropertyKey[] {
  const prototype: unknown = Object.getPrototypeOf(value);
  const getters =
    prototype === null || PLATFORM.has(prototype)
      ? []
      : Reflect.ownKeys(prototype as object).filter(
          (key) =>
            Reflect.getOwnPropertyDescriptor(prototype as object, key)?.get,
        );
  return [...Reflect.ownKeys(value), ...getters];
}

function read(value: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

function printed(value: unknown): readonly (readonly [string, string])[] {
  const whole = { depth: 20, maxStringLength: 1e6, maxArrayLength: 1e4 };
  const ways: readonly (readonly [string, () => unknown])[] = [
    ["inspect", () => inspect(value, whole)],
    [
      "inspect, hidden",
      () => inspect(value, { ...whole, showHidden: true, getters: true }),
    ],
    ["JSON", () => JSON.stringify(value)],
    ["String", () => String(value)],
  ];
  return ways.map(([place, print]) => {
    try {
      return [place, String(print())] as const;
    } catch {
      return [place, ""] as const;
    }
  });
}
