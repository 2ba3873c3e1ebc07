/** Headers by name. */
export type HeaderValues = Readonly<Record<string, string>>;

/** Why credentials are asked for. */
export interface AskedCredentials {
  /** The server answered the credentials before these with 401: they must be renewed. */
  readonly refused: boolean;
}

/**
 * Gives the headers that authenticate a request, such as `{ authorization: "Bearer ..." }`. It is called before each
 * request to the server of `apiUrl`, so that it should keep what it got, and once more, with `refused: true`, where the
 * server answers 401; requests that are refused at the same time share that call. What it throws rejects the call
 * unchanged, and the request is not sent again.
 */
export type CredentialsSource = (
  asked: AskedCredentials,
) => HeaderValues | Promise<HeaderValues>;

/**
 * Headers, or a function that gives them, which is called before each request to the server of `apiUrl`. What it throws
 * rejects the call unchanged, and the request is not sent again.
 */
export type HeadersSource =
  HeaderValues | (() => HeaderValues | Promise<HeaderValues>);

/** What requests to the server of `apiUrl` carry. No other server gets it, also after redirects. */
export interface RequestHeaders {
  /** In a call: beside those of the client, of which those with the same names are replaced. */
  readonly headers?: HeadersSource | undefined;
  /** Instead of those of the configuration; in a call, instead of those of the client. */
  readonly credentials?: CredentialsSource | undefined;
}
