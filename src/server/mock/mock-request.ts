/** A request that a mock server got, for the assertions of tests. */
export interface MockRequest {
  /** In upper case, such as `POST`. */
  readonly method: string;
  readonly url: string;
  /** By name, in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The document, if the body is JSON; else its text. Undefined: there is none. */
  readonly body?: unknown;
}

/** Notes a request, whose body can still be read after that. */
export async function recordedRequest(request: Request): Promise<MockRequest> {
  const { method, url, headers } = request;
  const text = request.body === null ? "" : await request.clone().text();
  return {
    method,
    url,
    headers: Object.fromEntries(headers),
    ...(text === "" ? {} : { body: parsed(text) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
