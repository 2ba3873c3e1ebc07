/** A response, in a form that tests compare. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed if the media type is JSON, else text; undefined if there is none. */
  readonly body: unknown;
}

/** Sends one request, and reads the whole response. */
export async function send(
  url: string,
  options: {
    readonly method?: string;
    readonly json?: unknown;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): Promise<Answer> {
  const { method = options.json === undefined ? "GET" : "POST", headers } =
    options;
  const response = await fetch(url, {
    method,
    headers: {
      ...(options.json === undefined
        ? {}
        : { "content-type": "application/json" }),
      ...headers,
    },
    ...(options.json === undefined
      ? {}
      : { body: JSON.stringify(options.json) }),
    redirect: "manual",
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get("content-type") ?? "");
  return {
    status: response.status,
    headers: response.headers,
    body:
      text === "" ? undefined : isJson ? (JSON.parse(text) as unknown) : text,
  };
}

/** Runs a process as a job, and returns the response with its status. */
export async function submit(
  base: string,
  process: string,
  request: unknown,
): Promise<Answer> {
  return send(`${base}processes/${process}/execution`, {
    json: request,
    headers: { prefer: "respond-async" },
  });
}

/** Polls a job until it is neither accepted nor running. */
export async function waitFor(jobUrl: string): Promise<Answer> {
  for (;;) {
    const answer = await send(jobUrl);
    const { status } = answer.body as { readonly status?: string };
    if (status !== "accepted" && status !== "running") return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Replaces what differs from run to run in a document: times, and the server's address. */
export function stable(document: unknown, base: string): unknown {
  return JSON.parse(
    JSON.stringify(document)
      .replaceAll(base, "http://server/")
      .replaceAll(base.slice(0, -1), "http://server")
      .replace(/"\d{4}-\d\d-\d\dT[^"]+"/g, '"TIME"'),
  ) as unknown;
}
