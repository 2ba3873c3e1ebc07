import { isSecretName } from "./secrets.js";
import { percentDecoded } from "./text.js";

// The secrets that a request carries beside those of the configuration.

/** The password and the values of secret parameters in a URL, as they stand there and as they are meant. */
export function secretsOfUrl(url: string | URL | undefined): readonly string[] {
  if (url === undefined || !URL.canParse(url.toString())) return [];
  const { username, password, searchParams } = new URL(url);
  const [user, secret] = [username, password].map(percentDecoded);
  const found =
    password === "" ? [] : [password, String(secret), `${user}:${secret}`];
  // `forEach`, because the iterators are not part of TypeScript's library DOM before version 6.
  searchParams.forEach((value, name) => {
    if (isSecretName(name)) found.push(value);
  });
  return found;
}

/** Headers that say nothing about who sends them. */
const HARMLESS_HEADER =
  /^(accept|content)(-.*)?$|^(cache-control|from|host|if-.*|origin|pragma|prefer|range|referer|trace(parent|state)|user-agent|x-(correlation|request)-id|x-requested-with)$/i;

/** Characters from which on a part of a header may be a secret of its own: a token, the value of a cookie. */
const SHORTEST_PART = 8;

/**
 * The values of headers, except of those that are no secrets by their names; also the credentials alone of
 * `Bearer credentials` (RFC 9110, section 11.4), the password of `Basic`, and the values of cookies.
 */
export function secretsOfHeaders(
  headers: Readonly<Record<string, string>> = {},
): readonly string[] {
  return Object.entries(headers)
    .filter(([name]) => !HARMLESS_HEADER.test(name))
    .flatMap(([, value]) => {
      const credentials = value.split(/\s+/).slice(1);
      const parts = value.split(/[\s;,="]+/);
      return [
        value,
        ...credentials,
        ...parts.filter((part) => part.length >= SHORTEST_PART),
        ...(/^basic$/i.test(parts[0] ?? "") ? basicPair(credentials[0]) : []),
      ];
    });
}

/** User and password of `Basic` credentials (RFC 7617), together, and the password alone. */
function basicPair(credentials = ""): readonly string[] {
  try {
    const bytes = Uint8Array.from(atob(credentials), (unit) =>
      unit.charCodeAt(0),
    );
    const pair = new TextDecoder().decode(bytes);
    return [pair, pair.slice(pair.indexOf(":") + 1)];
  } catch {
    // It is no base64, and so has no other form.
    return [];
  }
}
