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
