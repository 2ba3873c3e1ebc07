import type { Random } from "./random.js";

/** How often a part is repeated at most that may be repeated without end. */
const MOST_REPEATS = 3;
const ANY = "abcdefghijklmnopqrstuvwxyz";
const CLASSES: Readonly<Record<string, string>> = {
  d: "0123456789",
  w: `${ANY}0123456789_`,
  s: " ",
  D: ANY,
  S: ANY,
  W: "-",
  t: "\t",
  n: "\n",
  r: "\r",
};

/**
 * A text that a regular expression may match: the first ways of each part, or others as `random` chooses. Assertions
 * and what is rare are taken for nothing, so that the result has to be checked.
 */
export function samplePattern(pattern: string, random: Random): string {
  return new PatternReader(pattern, random).alternatives();
}

/** Reads an expression from its start, and writes the text as it goes. */
class PatternReader {
  readonly #pattern: string;
  readonly #random: Random;
  #at = 0;

  constructor(pattern: string, random: Random) {
    this.#pattern = pattern;
    this.#random = random;
  }

  /** The text of one of the alternatives up to the end of the group. */
  alternatives(): string {
    const texts = [this.#sequence()];
    while (this.#takes("|")) texts.push(this.#sequence());
    return this.#pick(texts);
  }

  #sequence(): string {
    let text = "";
    while (this.#at < this.#pattern.length && !this.#sees(/[|)]/)) {
      const start = this.#at;
      let part = this.#part();
      const end = this.#at;
      const { least, most } = this.#repeats();
      const after = this.#at;
      let repeated = "";
      const count = least + this.#random.below(most - least + 1);
      for (let index = 0; index < count; index++) {
        repeated += part;
        if (index + 1 === count) break;
        this.#at = start;
        part = this.#part();
        // Reading a part again ends where it ended before.
        this.#at = end;
      }
      this.#at = after;
      text += repeated;
    }
    return text;
  }

  #part(): string {
    const sign = this.#next();
    if (sign === "^" || sign === "$") return "";
    if (sign === ".") return this.#pick(Array.from(ANY));
    if (sign === "[") return this.#class();
    if (sign === "\\") return this.#escape();
    if (sign !== "(") return sign;
    const kind = /^\?(?:[:=!]|<[=!]|<[^>]*>)/.exec(this.#rest())?.[0] ?? "";
    this.#at += kind.length;
    const text = this.alternatives();
    this.#takes(")");
    return /^\?<?[=!]$/.test(kind) ? "" : text;
  }

  #escape(): string {
    const sign = this.#next();
    if (/[bB\d]/.test(sign)) return "";
    const code = /^(?:u\{([\da-f]+)\}|u([\da-f]{4})|x([\da-f]{2}))/i.exec(
      sign + this.#rest(),
    );
    if (code !== null) {
      this.#at += code[0].length - 1;
      const digits = code[1] ?? code[2] ?? code[3] ?? "20";
      return String.fromCodePoint(parseInt(digits, 16));
    }
    if (/[pP]/.test(sign)) {
      this.#at += /^\{[^}]*\}/.exec(this.#rest())?.[0].length ?? 0;
      return "a";
    }
    return this.#pick(Array.from(CLASSES[sign] ?? sign));
  }

  /** One of the characters of a class; of a negated one, one that is not in it. */
  #class(): string {
    const isNegated = this.#takes("^");
    const signs: string[] = [];
    while (this.#at < this.#pattern.length && !this.#sees(/\]/)) {
      const first = this.#member();
      const isRange = /^-[^\]]/.test(this.#rest());
      if (!isRange || first.length > 1) {
        signs.push(...Array.from(first));
        continue;
      }
      this.#takes("-");
      const last = this.#member().codePointAt(0) ?? 0;
      const start = first.codePointAt(0) ?? 0;
      for (let code = start; code <= last && code < start + 200; code++) {
        signs.push(String.fromCodePoint(code));
      }
    }
    this.#takes("]");
    if (!isNegated) return signs.length === 0 ? "" : this.#pick(signs);
    const others = Array.from(`${ANY}0 -_.`).filter(
      (sign) => !signs.includes(sign),
    );
    return others.length === 0 ? "" : this.#pick(others);
  }

  #member(): string {
    const sign = this.#next();
    if (sign !== "\\") return sign;
    const named = CLASSES[this.#rest()[0] ?? ""];
    if (named === undefined || /^[tnr]/.test(this.#rest())) {
      return this.#escape();
    }
    this.#at++;
    return named;
  }

  #repeats(): { readonly least: number; readonly most: number } {
    const found = /^(?:([?*+])|\{(\d{1,9})(,?)(\d{0,9})\})\??/.exec(
      this.#rest(),
    );
    if (found === null) return { least: 1, most: 1 };
    this.#at += found[0].length;
    const [, sign, from, comma, to] = found;
    if (sign !== undefined) {
      const least = sign === "+" ? 1 : 0;
      return { least, most: sign === "?" ? 1 : least + MOST_REPEATS };
    }
    const least = Number(from);
    if (comma === "") return { least, most: least };
    const most = to === "" ? Infinity : Number(to);
    return {
      least,
      most: Math.max(least, Math.min(most, least + MOST_REPEATS)),
    };
  }

  #pick(options: readonly string[]): string {
    return options[this.#random.below(options.length)] ?? "";
  }

  #rest(): string {
    return this.#pattern.slice(this.#at, this.#at + 64);
  }

  #sees(sign: RegExp): boolean {
    return sign.test(this.#pattern[this.#at] ?? "");
  }

  #takes(sign: string): boolean {
    if (this.#pattern[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #next(): string {
    const code = this.#pattern.codePointAt(this.#at);
    if (code === undefined) return "";
    const sign = String.fromCodePoint(code);
    this.#at += sign.length;
    return sign;
  }
}
