/**
 * A pattern that ECMAScript compiles with the flag `u`, as validators do, and
 * that matches the same texts. Patterns come from servers in Python, Rust or
 * Java, whose dialects differ in ways that can be translated: `\A`, `\Z`,
 * `(?P<name>...)`, escapes of characters that need none, flags.
 *
 * @returns the pattern itself where ECMAScript has all that is in it; undefined
 * where it cannot be translated.
 */
export function ecmaPattern(pattern: string): string | undefined {
  // Some engines know groups of flags. What is exported must not depend on the engine.
  if (!FLAGS.test(pattern) && compiles(pattern)) return pattern;
  const translated = new Translation(pattern).whole();
  return translated !== undefined && compiles(translated)
    ? translated
    : undefined;
}

const FLAGS = /\(\?[a-zA-Z]*(?:-[a-zA-Z]+)?[:)]/;

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, "u");
    return true;
  } catch {
    return false;
  }
}

/** Thrown where a pattern has something that ECMAScript cannot say. */
class UntranslatableError extends Error {
  override readonly name = "UntranslatableError";
}

/** Characters that an escape keeps from having a meaning, in the mode `u`. */
const SYNTAX_CHARACTERS = /[\^$\\.*+?()[\]{}|/]/;

const QUANTIFIER = /^\{(\d*)(?:(,)(\d*))?\}/;

/** Classes of characters by their POSIX names, as the inside of a class. */
const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: "A-Za-z0-9",
  alpha: "A-Za-z",
  blank: " \\t",
  digit: "0-9",
  lower: "a-z",
  space: "\\s",
  upper: "A-Z",
  word: "\\w",
  xdigit: "A-Fa-f0-9",
};

interface Flags {
  readonly i: boolean;
  readonly s: boolean;
}

class Translation {
  readonly #pattern: string;
  #at = 0;
  #flags: Flags = { i: false, s: false };
  /** The flags around each open group. */
  readonly #outer: Flags[] = [];
  /** Whether a class had a bracket in it: a lone bracket after it may end a class in a class. */
  #hasNestedBracket = false;

  constructor(pattern: string) {
    this.#pattern = pattern;
  }

  whole(): string | undefined {
    try {
      let text = "";
      while (this.#at < this.#pattern.length) text += this.#part();
      return text;
    } catch (error) {
      if (error instanceof UntranslatableError) return undefined;
      throw error;
    }
  }

  #part(): string {
    const character = this.#next();
    switch (character) {
      case "\\":
        return this.#escape();
      case "[":
        return this.#class();
      case "(":
        return this.#group();
      case ")":
        this.#flags = this.#outer.pop() ?? this.#flags;
        return ")";
      case "{":
        return this.#quantifier();
      case "}":
        return "\\}";
      case "]":
        if (this.#hasNestedBracket) throw new UntranslatableError();
        return "\\]";
      case ".":
        return this.#flags.s ? "[^]" : ".";
      default:
        return this.#flags.i ? inBothCases(character) : character;
    }
  }

  /** The next character, which may be two UTF-16 code units. */
  #next(): string {
    const character = String.fromCodePoint(
      this.#pattern.codePointAt(this.#at) ?? 0,
    );
    this.#at += character.length;
    return character;
  }

  #take(expression: RegExp): RegExpExecArray | undefined {
    const found = expression.exec(this.#pattern.slice(this.#at));
    if (found === null) return undefined;
    this.#at += found[0].length;
    return found;
  }

  #escape(): string {
    if (this.#take(/^A/)) return "^";
    if (this.#take(/^[Zz]/)) return "$";
    return this.#escapeOfCharacter();
  }

  /** An escape that means the same in a class. */
  #escapeOfCharacter(): string {
    // Rust and Java write a class of one letter without braces.
    const property = this.#take(/^([pP])([A-Z])/);
    if (property !== undefined) {
      return this.#caseless(`\\${property[1]}{${property[2]}}`);
    }
    if (this.#take(/^a/)) return "\\x07";
    const character = this.#next();
    if (/[1-9kpPux]/.test(character)) return this.#caseless(`\\${character}`);
    if (/[A-Za-z0-9]/.test(character) || SYNTAX_CHARACTERS.test(character)) {
      return `\\${character}`;
    }
    return character === "-" ? "\\x2d" : character;
  }

  /** A part whose letters nobody can double: it stays where case counts. */
  #caseless(text: string): string {
    if (this.#flags.i) throw new UntranslatableError();
    return text;
  }

  #quantifier(): string {
    this.#at -= 1;
    const found = this.#take(QUANTIFIER);
    const [, least = "", comma = "", most = ""] = found ?? [];
    if (found === undefined || (least === "" && most === "")) {
      if (found === undefined) this.#at += 1;
      else this.#at -= found[0].length - 1;
      return "\\{";
    }
    return `{${least === "" ? "0" : least}${comma}${most}}`;
  }

  #group(): string {
    if (this.#take(/^\?#[^)]*\)/)) return "";
    const back = this.#take(/^\?P=(\w+)\)/);
    if (back !== undefined) return this.#caseless(`\\k<${back[1]}>`);
    const flags = this.#take(/^\?([a-zA-Z]*)(?:-([a-zA-Z]+))?([:)])/);
    if (flags === undefined) {
      this.#outer.push(this.#flags);
      return this.#take(/^\?P</)
        ? "(?<"
        : `(${this.#take(/^\?<?[=!]/)?.[0] ?? this.#take(/^\?<\w+>/)?.[0] ?? ""}`;
    }
    const [, on = "", off = "", end] = flags;
    // `u` and `a` decide which letters `\w` means: validators mean those of ASCII anyway.
    if (/[^isua]/.test(on + off)) throw new UntranslatableError();
    if (end === ":") this.#outer.push(this.#flags);
    this.#flags = {
      i: (this.#flags.i || on.includes("i")) && !off.includes("i"),
      s: (this.#flags.s || on.includes("s")) && !off.includes("s"),
    };
    return end === ":" ? "(?:" : "";
  }

  /** A class of characters: its members, of which two may be the ends of a range. */
  #class(): string {
    let text = this.#take(/^\^/) ? "[^" : "[";
    let isFirst = true;
    for (;;) {
      if (this.#at >= this.#pattern.length) throw new UntranslatableError();
      if (!isFirst && this.#take(/^\]/)) return `${text}]`;
      isFirst = false;
      text += this.#members();
    }
  }

  #members(): string {
    const posix = this.#take(/^\[:(\w+):\]/);
    if (posix !== undefined) {
      const members = POSIX_CLASSES[posix[1] ?? ""];
      if (members === undefined) throw new UntranslatableError();
      return this.#caseless(members);
    }
    const first = this.#member();
    const isRange = /^-[^\]]/.test(this.#pattern.slice(this.#at));
    if (!isRange) return this.#flags.i ? membersInBothCases(first) : first;
    this.#at += 1;
    // `[\w-.]`: a class is no end of a range.
    if (isClass(first)) return `${first}\\-`;
    const last = this.#member();
    if (isClass(last)) return `${first}\\-${last}`;
    return this.#flags.i ? rangeInBothCases(first, last) : `${first}-${last}`;
  }

  #member(): string {
    const character = this.#next();
    if (character === "\\") return this.#escapeOfCharacter();
    if (character === "[") this.#hasNestedBracket = true;
    return character === "-" || SYNTAX_CHARACTERS.test(character)
      ? `\\${character}`
      : character;
  }
}

function isClass(member: string): boolean {
  return /^\\[dDwWsSpP]/.test(member);
}

function otherCase(character: string): string {
  const upper = character.toUpperCase();
  return upper === character ? character.toLowerCase() : upper;
}

function inBothCases(character: string): string {
  return otherCase(character) === character
    ? character
    : `[${membersInBothCases(character)}]`;
}

function membersInBothCases(member: string): string {
  const other = otherCase(member);
  return member.startsWith("\\") || other === member
    ? member
    : `${member}${other}`;
}

/** A range of letters of one case, or of no letters. */
function rangeInBothCases(first: string, last: string): string {
  const range = `${first}-${last}`;
  const isLetters = /^(?:[a-z]-[a-z]|[A-Z]-[A-Z])$/.test(range);
  if (isLetters) return `${range}${otherCase(first)}-${otherCase(last)}`;
  if (/^\d-\d$/.test(range)) return range;
  throw new UntranslatableError();
}
