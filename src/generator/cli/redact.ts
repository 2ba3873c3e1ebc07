import { maskSecrets, SHORTEST_SECRET } from "../../runtime/base/secrets.js";
import { percentDecoded } from "../../runtime/base/text.js";
import { SETTINGS, type SettingName, type Settings } from "./settings.js";

/** Removes secrets from a text. */
export type Redact = (text: string) => string;

/**
 * Makes a function that masks the run's secrets in messages of libraries and
 * servers, also percent-encoded and in base64, as in URLs and headers.
 */
export function redactor(settings: Settings): Redact {
  const forms = secretsOf(settings)
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString("base64"),
    ]);
  return (text) => maskSecrets(text, forms);
}

function secretsOf(settings: Settings): readonly string[] {
  const named = (Object.keys(SETTINGS) as SettingName[]).flatMap((name) => {
    const value = settings[name];
    return SETTINGS[name].secret === true && typeof value === "string"
      ? [value]
      : [];
  });
  const headers = Object.values(settings.headers ?? {}).flatMap((value) => [
    value,
    // Of "Bearer <token>", the token alone is a secret too.
    ...value.split(/\s+/).slice(1),
  ]);
  const { username, password } = settings;
  const basic =
    username !== undefined && password !== undefined
      ? [`${username}:${password}`]
      : [];
  return [...named, ...headers, ...basic, ...inUrl(settings.url)];
}

function inUrl(url: string | undefined): readonly string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { username, password } = new URL(url);
  if (password === "") return [];
  const plain = [username, password].map(percentDecoded);
  return [plain[1] ?? "", plain.join(":"), password];
}
