// The forms in which a secret comes back from a server or a library: as it is, escaped as in JSON, HTML, URLs or
// Python, in a wrong character set, or in base64 with other text around it.

/** Characters of the shortest secret that is masked: shorter ones are part of ordinary words, and masking these would reveal them. */
const SHORTEST_SECRET = 4;

/** Characters from which on a secret is no word that may stand in a name or an id by chance. */
export const UNMISTAKABLE = 8;

/** Characters of a longer secret by which it is found; what follows them without a space belongs to it. */
const LONGEST_PATTERN = 1_000;

/** What finds secrets. Undefined: there is none to find. */
export interface SecretPatterns {
  /** Those that stand nowhere by chance. */
  readonly unmistakable: RegExp | undefined;
  /** The others, where they stand as a word of their own: the group `$1` is before them, and not masked. */
  readonly words: RegExp | undefined;
}

/**
 * Makes expressions that find secrets in every form, and in any case of letters, in time that is proportional to the text.
 * @param secrets - Those that are too short are ignored.
 */
export function secretPatterns(secrets: Iterable<string>): SecretPatterns {
  // A header goes out without the spaces at its ends, and one with line ends does not go out as a whole.
  const parts = [...secrets].flatMap((secret) =>
    [secret, ...secret.split(CONTROLS)].map((part) => part.trim()),
  );
  // Longer ones first, because a secret may be part of another.
  const found = [...new Set(parts)]
    .filter((part) => part.length >= SHORTEST_SECRET)
    .sort((first, second) => second.length - first.length);
  const words = found.filter((part) => WORD.test(part));
  const others = found.filter((part) => !WORD.test(part));
  return {
    unmistakable: anyOf([
      ...others.flatMap((part) => [textForm(part), ...base64Forms(part)]),
      ...words.flatMap(base64Forms),
    ]),
    words: anyOf(
      words.map((word) => `${WORD_START}${textForm(word)}${WORD_END}`),
    ),
  };
}

/** A short secret that an id or another word may have in it. Masked there, it would be revealed by all that is left of the id. */
const WORD = new RegExp(`^[\\w.-]{1,${String(UNMISTAKABLE - 1)}}$`);

/** Before a word: no letter, digit or hyphen, also before a dot, unless they are the end of an escape. */
const WORD_START =
  "(^\\.?|[^\\w-]\\.|[^\\w.-]|\\\\(?:[bfnrt]|u[\\da-f]{4}|x[\\da-f]{2})|%(?:25)?[\\da-f]{2})";

const WORD_END = "(?!\\.?[\\w-])";

function anyOf(forms: readonly string[]): RegExp | undefined {
  return forms.length === 0 ? undefined : new RegExp(forms.join("|"), "gi");
}

// eslint-disable-next-line no-control-regex -- These are what it finds.
const CONTROLS = /[\0-\x1f\x7f]+/;

function textForm(secret: string): string {
  const start = secret.slice(0, LONGEST_PATTERN);
  const rest = start === secret ? "" : "[^\\s\"'<>]*";
  return start.replace(PIECES, formsOfPiece) + rest;
}

/** What every escaping leaves as it is; a run of backslashes; a run of spaces; any other character. */
const PIECES = /[\w.~-]+|\\+|\s+|[^]/gu;

function formsOfPiece(piece: string): string {
  if (/^[\w.~-]/.test(piece)) return piece.replace(/\./g, "\\.");
  if (piece.startsWith("\\")) {
    // Each escaping doubles them.
    const { length } = piece;
    return `(?:\\\\(?:u005c)?|%(?:25)?5c){${String(length)},${String(8 * length)}}`;
  }
  return /^\s/.test(piece)
    ? "(?:\\s|\\+|%(?:25)?[02][09ad]|\\\\{1,8}(?:[nrt]|u00[02][09ad]))+"
    : `(?:${formsOfCharacter(piece).join("|")})`;
}

const HTML_NAMES: Readonly<Record<string, string>> = {
  '"': "quot",
  "&": "amp",
  "'": "apos",
  "<": "lt",
  ">": "gt",
};

/** A character that is no ASCII letter or digit, as expressions. */
function formsOfCharacter(character: string): readonly string[] {
  const point = character.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(character)];
  const literal = character.replace(/[$()*+./?[\\\]^{|}-]/, "\\$&");
  const units = character.split("").map((unit) => hex(unit.charCodeAt(0), 4));
  const named = HTML_NAMES[character];
  return [
    `\\\\{0,7}${literal}`,
    bytes.map((byte) => `%(?:25)?${hex(byte, 2)}`).join(""),
    units.map((unit) => `\\\\{1,8}u${unit}`).join(""),
    `&#(?:${String(point)}|x0{0,4}${hex(point, 1)});`,
    ...(named === undefined ? [] : [`&${named};`]),
    ...(point > 0xff
      ? []
      : [`%(?:25)?${hex(point, 2)}`, `\\\\{1,8}x${hex(point, 2)}`]),
    ...(point < 0x80
      ? []
      : [
          // UTF-8 that was read as Latin-1, and what stands where a character could not be read or written.
          bytes.map((byte) => `\\x${hex(byte, 2)}`).join(""),
          `\\ufffd{1,${String(bytes.length)}}`,
          `\\?{1,${String(bytes.length)}}`,
        ]),
  ];
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}

/**
 * A secret inside base64 (RFC 4648, sections 4 and 5). What stands before it decides at which of three places of a
 * group it begins; the characters that depend on its neighbours are left out. What follows in the same base64 is masked
 * with it.
 */
function base64Forms(secret: string): readonly string[] {
  const bytes = new TextEncoder().encode(secret.slice(0, LONGEST_PATTERN));
  const offsets = secret.length < UNMISTAKABLE ? [0] : [0, 1, 2];
  return offsets.map((offset) => {
    const padded = new Uint8Array(offset + bytes.length);
    padded.set(bytes, offset);
    const first = Math.ceil((offset * 8) / 6);
    const last = Math.floor((padded.length * 8) / 6);
    const inner = btoa(String.fromCharCode(...padded))
      .slice(first, last)
      .replace(/\+/g, "(?:[+ -]|%2b)")
      .replace(/\//g, "(?:\\\\?\\/|_|%2f)");
    return `${inner}[\\w+/-]*(?:=|%3d){0,2}`;
  });
}
