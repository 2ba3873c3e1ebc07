import {
  canonicalJson,
  isJsonArray,
  isJsonObject,
  ownMember,
} from "../json.js";
import {
  NARROWER,
  OTHER,
  valueClass,
  WIDER,
  type Turn,
  type ValueRole,
} from "./change-class.js";
import { alternativesOf, flatTerms, referenceOf } from "./flat-terms.js";
import { keywordChanges } from "./keyword-changes.js";
import { alternativeText, pairAlternatives } from "./paired-alternatives.js";
import type { Terms, ValueTerms } from "./terms.js";
import type { ValueChange } from "./value-change.js";
import { nameText } from "./type-text.js";

/** What the terms of a value are compared with. */
export interface TermSides {
  readonly role: ValueRole;
  readonly before: ValueTerms["definitions"];
  readonly after: ValueTerms["definitions"];
  /** What the types of the value have told already. */
  readonly told: readonly ValueChange[];
  /** Whether callers could leave the value out. */
  readonly wasOptional: boolean;
}

/** What changed in the terms of a value and of those inside it. Recursive terms are compared once. */
export function termChanges(
  path: string,
  before: Terms,
  after: Terms,
  sides: TermSides,
): readonly ValueChange[] {
  return new TermComparison(sides).value(path, before, after);
}

class TermComparison {
  readonly #sides: TermSides;
  /** Paths below which a change of the type says all. */
  readonly #whole: ReadonlySet<string>;
  /** Pairs of references that were compared. */
  readonly #seen = new Set<string>();
  /** Whether a reference means the same on both sides. */
  readonly #sameDefinitions: boolean;

  constructor(sides: TermSides) {
    this.#sides = sides;
    this.#sameDefinitions =
      canonicalJson(sides.before) === canonicalJson(sides.after);
    this.#whole = new Set(
      sides.told.filter(({ whole }) => whole).map(({ path }) => path),
    );
  }

  value(path: string, before: Terms, after: Terms): readonly ValueChange[] {
    if (this.#whole.has(path)) return [];
    const references = [before, after].map(referenceOf);
    if (references.some((reference) => reference !== "")) {
      const pair = JSON.stringify(references);
      if (this.#seen.has(pair)) return [];
      this.#seen.add(pair);
    }
    const { role } = this.#sides;
    const old = flatTerms(before, this.#sides.before);
    const now = flatTerms(after, this.#sides.after);
    const { pairs, lost, gained } = pairAlternatives(
      alternativesOf(old, this.#sides.before),
      alternativesOf(now, this.#sides.after),
    );
    const isTold = this.#isTold(path);
    return unique([
      ...pairs.flatMap(([left, right]) => this.#pair(path, left, right)),
      ...(isTold ? [] : alternativeChanges(path, lost, gained, role)),
    ]);
  }

  #isTold(path: string): boolean {
    return this.#sides.told.some((told) => told.path === path);
  }

  #pair(path: string, before: Terms, after: Terms): readonly ValueChange[] {
    return [
      ...keywordChanges(path, before, after, {
        role: this.#sides.role,
        isTold: this.#isTold(path),
        isToldInside: this.#sides.told.some(
          (told) =>
            told.path === path ||
            (/^[.[]/.test(told.path.slice(path.length)) &&
              told.path.startsWith(path)),
        ),
        wasOptional: this.#sides.wasOptional,
      }),
      ...this.#properties(path, before, after),
      ...this.#inside(`${path}[]`, before["items"], after["items"]),
      ...this.#inside(
        `${path}.*`,
        before["additionalProperties"],
        after["additionalProperties"],
      ),
      ...this.#positions(path, before["prefixItems"], after["prefixItems"]),
    ];
  }

  #properties(
    path: string,
    { properties: before }: Terms,
    { properties: after }: Terms,
  ): readonly ValueChange[] {
    const old = isJsonObject(before) ? before : {};
    const now = isJsonObject(after) ? after : {};
    const names = new Set([...Object.keys(old), ...Object.keys(now)]);
    return [...names].flatMap((name) =>
      this.#inside(
        `${path}.${nameText(name)}`,
        ownMember(old, name),
        ownMember(now, name),
      ),
    );
  }

  #positions(
    path: string,
    before: unknown,
    after: unknown,
  ): readonly ValueChange[] {
    const old = isJsonArray(before) ? before : [];
    const now = isJsonArray(after) ? after : [];
    return Array.from({ length: Math.max(old.length, now.length) }).flatMap(
      (_, index) => this.#inside(`${path}[${index}]`, old[index], now[index]),
    );
  }

  #inside(
    path: string,
    before: unknown,
    after: unknown,
  ): readonly ValueChange[] {
    const isSame =
      this.#sameDefinitions && canonicalJson(before) === canonicalJson(after);
    if (isSame) return [];
    return this.value(
      path,
      isJsonObject(before) ? before : {},
      isJsonObject(after) ? after : {},
    );
  }
}

function alternativeChanges(
  path: string,
  lost: readonly Terms[],
  gained: readonly Terms[],
  role: ValueRole,
): readonly ValueChange[] {
  const input = role === "input";
  const changes = (
    alternatives: readonly Terms[],
    verb: string,
    turn: Turn,
  ): readonly ValueChange[] =>
    alternatives.map((terms) => ({
      // A call that asks for a media type of an output is refused without it.
      class: valueClass(
        role,
        isMedia(terms) && turn === NARROWER ? OTHER : turn,
      ),
      path,
      text: `${path} ${verb} ${alternativeText(terms)}`,
    }));
  return [
    ...changes(lost, input ? "no longer takes" : "is no longer", NARROWER),
    ...changes(gained, input ? "now also takes" : "may now also be", WIDER),
  ];
}

function isMedia({ contentMediaType }: Terms): boolean {
  return contentMediaType !== undefined;
}

/** Alternatives may change alike. */
function unique(changes: readonly ValueChange[]): readonly ValueChange[] {
  return [...new Map(changes.map((one) => [one.text, one])).values()];
}
