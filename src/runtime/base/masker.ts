import { secretPatterns } from "./secret-patterns.js";
import { isSecretName, MASK } from "./secrets.js";
import { percentDecoded } from "./text.js";

/** Masks secrets, for whatever is printed: by the runtime, in errors and warnings, and by the generator. */
export interface Masker {
  /** A text without the secrets in it, and without the users and secret parameters of the URLs in it. */
  readonly text: (text: string) => string;
  /** A name or an id without secrets that cannot be in it by chance: what a program may need again is not changed for a word in it. */
  readonly name: (text: string) => string;
}

/**
 * Makes a masker of some secrets. Those of less than four characters are not masked: they are part of ordinary words,
 * and masking these would reveal them. For the same reason, letters and digits of less than eight are masked where they
 * are a word, not where they are a part of one, such as of the id of a process.
 */
export function maskerOf(secrets: readonly string[]): Masker {
  const { unmistakable, words } = secretPatterns(secrets);
  const name = (text: string): string =>
    unmistakable === undefined ? text : text.replace(unmistakable, MASK);
  return {
    text: (text) => {
      const shown = name(text);
      return maskUrls(
        words === undefined ? shown : shown.replace(words, `$1${MASK}`),
      );
    },
    name,
  };
}

/** A text with the values of secret query parameters and the user of each URL in it masked, also of URLs in JSON and in other URLs. */
function maskUrls(text: string): string {
  return text
    .replace(PARAMETER, maskParameter)
    .replace(ENCODED_PARAMETER, maskParameter)
    .replace(USER, `$1${MASK}@`);
}

const PARAMETER = /((?:[?&#]|\\u0026)([^=&?#\s\\]+)=)[^&#\s<>"',;\\]*/g;

const ENCODED_PARAMETER =
  /(%(?:25)?(?:3f|26|23)([\w.~-]+)%(?:25)?3d)(?:[^&#\s<>"',;\\%]|%(?!(?:25)?26))*/gi;

const USER = /(:(?:\\?\/){2})[^/?#@\s\\"<>]+@/g;

function maskParameter(whole: string, start: string, name: string): string {
  return isSecretName(percentDecoded(name)) ? start + MASK : whole;
}

/** Headers of an answer without secrets: cookies, tokens, and what is masked in any text. */
export function maskHeaders(
  headers: Readonly<Record<string, string>>,
  text: Masker["text"],
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      name === "set-cookie" || (isSecretName(name) && !AMAZON_ID.test(name))
        ? MASK
        : text(value),
    ]),
  );
}

/** Ids of Amazon's answers, which its support asks for. */
const AMAZON_ID = /^x-amz-(request-id|id-2|cf-id|version-id)$/;
