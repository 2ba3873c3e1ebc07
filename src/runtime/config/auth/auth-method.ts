/** Credentials as headers. As long as they are the same, so is the object: the connection compares by identity. */
export type AuthHeaders = Readonly<Record<string, string>>;

/** Credentials as headers, and how to renew them. */
export interface Authenticator {
  /** The headers of a request. A login happens here, before the first request. */
  headers(): AuthHeaders | Promise<AuthHeaders>;
  /**
   * Renews credentials that the server refused. Callers that come during a renewal share it; a caller
   * whose credentials have been replaced since gets the new ones without another renewal.
   * @param refused - The headers that the server answered with 401.
   * @returns The headers with which the request is sent again. Undefined: nothing can be renewed.
   */
  renew(refused: AuthHeaders): Promise<AuthHeaders | undefined>;
  /** Secrets that were learned since the start, such as the token of a login. They must never be shown. */
  secrets(): readonly string[];
}

/** Sends a form to the login server and returns the body of its answer. */
export type FormSender = (
  url: URL,
  form: Readonly<Record<string, string>>,
) => Promise<string>;

/** Credentials that never change and cannot be renewed. */
export function fixedHeaders(headers: AuthHeaders): Authenticator {
  return {
    headers: () => headers,
    renew: () => Promise.resolve(undefined),
    secrets: () => [],
  };
}
