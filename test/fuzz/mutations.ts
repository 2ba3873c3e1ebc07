import { nastyName, nastyText } from "./nasty-text.js";
import type { Random } from "../random.js";
import { hostileSchema, hostileValue, setOwn } from "./schemas.js";

/** A copy of a document with a few hostile changes at random places. */
export function mutated(random: Random, document: unknown): unknown {
  const rate = random.pick([0.01, 0.03, 0.1, 0.3]);
  return mutateValue(random, document, rate);
}

function mutateValue(random: Random, value: unknown, rate: number): unknown {
  if (random.chance(rate)) return replacement(random, value);
  if (Array.isArray(value)) {
    return value.flatMap((item: unknown) =>
      random.chance(rate / 4)
        ? [item, mutateValue(random, item, rate)]
        : [mutateValue(random, item, rate)],
    );
  }
  if (typeof value !== "object" || value === null) return value;
  const changed: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(value)) {
    const renamed = random.chance(rate / 3) ? nastyName(random) : name;
    setOwn(changed, renamed, mutateValue(random, member, rate));
  }
  if (random.chance(rate)) {
    setOwn(changed, nastyName(random), hostileValue(random));
  }
  return changed;
}

/** A hostile value, most often of the same kind as the original one. */
function replacement(random: Random, value: unknown): unknown {
  if (typeof value === "string" && random.chance(0.8)) {
    return random.chance(0.3) ? value + nastyText(random) : nastyText(random);
  }
  if (typeof value === "object" && random.chance(0.7)) {
    return hostileSchema(random);
  }
  return hostileValue(random);
}
