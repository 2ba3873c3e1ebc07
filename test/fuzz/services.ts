import type { ModelInput } from "../generator/build-model.js";
import { mutated } from "./mutations.js";
import { nastyName, nastyText } from "./nasty-text.js";
import { caseSeed, createRandom, type Random } from "../random.js";
import { hostileSchema, hostileValue, members, setOwn } from "./schemas.js";

/** One case of a campaign: a service of a few processes. */
export interface HostileService extends ModelInput {
  readonly index: number;
}

/** Highest number of processes of a service. */
const MAXIMUM_PROCESSES = 4;

/**
 * The service of one case: half of its descriptions are invented, half are
 * real ones with hostile changes. It depends only on the seed, the index and
 * the corpus.
 */
export function hostileService(
  seed: number,
  index: number,
  corpus: readonly unknown[],
): HostileService {
  const random = createRandom(caseSeed(seed, index));
  const count = 1 + random.below(MAXIMUM_PROCESSES);
  const processes = new Map<string, unknown>();
  for (let number = 0; number < count; number += 1) {
    processes.set(nastyName(random), hostileDescription(random, corpus));
  }
  return {
    index,
    ...(random.chance(0.8) ? { title: nastyText(random) } : {}),
    ...(random.chance(0.8) ? { description: nastyText(random) } : {}),
    processes: [...processes].map(([id, document]) => ({ id, document })),
  };
}

function hostileDescription(
  random: Random,
  corpus: readonly unknown[],
): unknown {
  const model = random.pickAny(corpus);
  if (model !== undefined && random.chance(0.5)) return mutated(random, model);
  const document = inventedDescription(random);
  return random.chance(0.2) ? mutated(random, document) : document;
}

function inventedDescription(random: Random): unknown {
  if (random.chance(0.01)) return hostileValue(random);
  const document: Record<string, unknown> = {
    id: nastyName(random),
    title: maybeByLanguage(random),
    description: maybeByLanguage(random),
    version: random.chance(0.8) ? nastyText(random) : hostileValue(random),
    keywords: [nastyText(random), hostileValue(random)],
    jobControlOptions: [nastyText(random), "async-execute"],
    links: [{ href: nastyText(random), rel: nastyText(random) }],
    inputs: members(random, 4, () => described(random)),
    outputs: members(random, 3, () => described(random)),
    $defs: members(random, 3, () => hostileSchema(random)),
    definitions: members(random, 2, () => hostileSchema(random)),
    components: { schemas: members(random, 2, () => hostileSchema(random)) },
  };
  if (random.chance(0.1)) document["inputs"] = asList(document["inputs"]);
  if (random.chance(0.05)) return { process: document };
  return document;
}

function maybeByLanguage(random: Random): unknown {
  return random.chance(0.9)
    ? nastyText(random)
    : members(random, 2, () => nastyText(random));
}

function described(random: Random): unknown {
  const value: Record<string, unknown> = {
    title: nastyText(random),
    description: nastyText(random),
    schema: hostileSchema(random),
  };
  if (random.chance(0.2)) value["minOccurs"] = random.pick([0, 1, 2, "0", -1]);
  if (random.chance(0.2)) {
    value["maxOccurs"] = random.pick([2, "unbounded", "3", 1e9, 0]);
  }
  if (random.chance(0.05)) {
    value["schema"] = undefined;
    value["formats"] = [{ mediaType: nastyText(random) }];
  }
  if (random.chance(0.05)) {
    value["schema"] = undefined;
    value["literalDataDomains"] = [
      { dataType: nastyText(random), allowedValues: [nastyText(random)] },
    ];
  }
  return value;
}

function asList(value: unknown): unknown {
  const object = value as Record<string, Record<string, unknown>>;
  return Object.keys(object).map((name) => {
    const item = { ...object[name] };
    setOwn(item, "id", name);
    return item;
  });
}
