/**
 * Names of query parameters whose values are secrets, in any case: passwords, keys, tokens and the
 * signatures of object stores (AWS, Azure, Google). Rather one name too many: a masked value costs a
 * reader little, a printed token costs an account.
 */
const SECRET_NAME =
  /credential|jwt|key|pass|secret|sig|token|^(?:auth|authorization|code)$|^x-amz-/i;

/** Whether a parameter of this name holds a secret, so that its value is masked wherever it is shown. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** What stands in the place of a secret. */
export const MASK = "***";

/** Characters of the shortest secret that is masked: shorter ones are part of ordinary words, and masking these would reveal them. */
export const SHORTEST_SECRET = 4;

/**
 * A text with every secret in it replaced by {@link MASK}.
 * @param secrets - Those that are too short are ignored; see {@link SHORTEST_SECRET}.
 */
export function maskSecrets(text: string, secrets: Iterable<string>): string {
  // Longer ones first, because a secret may be part of another.
  const ordered = [...new Set(secrets)]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((first, second) => second.length - first.length);
  return ordered.reduce(
    (masked, secret) => masked.split(secret).join(MASK),
    text,
  );
}
