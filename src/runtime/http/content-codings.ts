import { nothing } from "../base/cancellation.js";
import { builtinModule } from "../base/platform.js";
import { S2gosError } from "../errors/errors.js";
import { bodyStream, wholeBody } from "./body-chunks.js";
import { connectionErrorOf } from "./connection-error.js";
import type { TransportRequest, TransportResponse } from "./transport.js";

// Content codings (RFC 9110, section 8.4): undici leaves a body as it was sent, and `fetch` undoes those that its
// platform knows. Node's decoders do the work; they are asked for each piece, so that a body which grows a
// thousandfold ends at the limit of whoever reads it.

/** What is used of Node's streams that decode. */
type Decoder = AsyncIterable<Uint8Array>;

interface ZlibBuiltin {
  createGunzip(): Decoder;
  createInflate(): Decoder;
  createInflateRaw(): Decoder;
  createBrotliDecompress(): Decoder;
  /** From Node 22.15 on. */
  createZstdDecompress?(): Decoder;
}

interface StreamBuiltin {
  /** Destroys all of them where one fails, or where the last one is no longer read. */
  pipeline(
    source: AsyncIterable<Uint8Array>,
    decoder: Decoder,
    callback: () => void,
  ): Decoder;
}

/** Makes the decoder of a coding. Undefined: this platform has none. */
type MakeDecoder = (
  zlib: ZlibBuiltin,
  firstByte: number,
) => Decoder | undefined;

/** The codings that can be undone, by their names in the registry of IANA. */
const DECODERS: ReadonlyMap<string, MakeDecoder> = /* @__PURE__ */ new Map<
  string,
  MakeDecoder
>([
  ["gzip", (zlib) => zlib.createGunzip()],
  ["x-gzip", (zlib) => zlib.createGunzip()],
  ["br", (zlib) => zlib.createBrotliDecompress()],
  ["zstd", (zlib) => zlib.createZstdDecompress?.()],
  [
    "deflate",
    // Some servers leave out the header of zlib (RFC 9110, section 8.4.1.2), which begins with the method, 8.
    (zlib, firstByte) =>
      (firstByte & 15) === 8 ? zlib.createInflate() : zlib.createInflateRaw(),
  ],
]);

/**
 * Further words that mean that the bytes are not those of the document. All others are passed over, as browsers do:
 * servers also name a charset here, or how a body was uploaded (`utf-8`, `binary`, `aws-chunked`).
 */
const OTHER_CODINGS =
  /^(x-compress|compress|dcb|dcz|exi|aes128gcm|pack200-gzip|bzip2?|x-bzip2?|xz|lzma|lz4|snappy)$/;

/** More codings than any server uses; each may make the body a thousand times as long. */
const MOST_CODINGS = 5;

/** The codings that a body has, in the order in which they were applied. */
export function codingsOf(header: string | undefined): readonly string[] {
  return (header ?? "")
    .toLowerCase()
    .split(",")
    .map((coding) => coding.trim())
    .filter((coding) => DECODERS.has(coding) || OTHER_CODINGS.test(coding));
}

/** An answer whose body is decoded while it is read. Its headers stay, so that they tell what was sent. */
export function decodedResponse(
  response: TransportResponse,
  outgoing: TransportRequest,
): TransportResponse {
  const codings = codingsOf(response.headers["content-encoding"]);
  return codings.length === 0
    ? response
    : responseOf(response, outgoing, (chunks, goOn) =>
        decodedChunks(chunks, codings, goOn),
      );
}

/**
 * An answer of a `fetch` whose platform may not know the coding: then the body is still coded, which the mark at the
 * start of zstd tells (RFC 8878, section 3.1.1).
 */
export function decodedFetchResponse(
  response: TransportResponse,
  outgoing: TransportRequest,
): TransportResponse {
  const codings = codingsOf(response.headers["content-encoding"]);
  const isLeftToFetch = codings.every(
    (coding) => coding !== "zstd" && DECODERS.has(coding),
  );
  if (isLeftToFetch) return response;
  return responseOf(response, outgoing, async function* (chunks, goOn) {
    const { start, all } = await withStart(chunks, ZSTD_MARK.length);
    const isDecoded =
      codings[codings.length - 1] === "zstd" &&
      !ZSTD_MARK.every((byte, index) => start[index] === byte);
    yield* isDecoded ? all : decodedChunks(all, codings, goOn);
  });
}

const ZSTD_MARK: readonly number[] = [0x28, 0xb5, 0x2f, 0xfd];

/**
 * Undoes codings, the last one first.
 * @param goOn - Called for each piece of each coding; it throws where nobody waits for the body any more.
 * @throws Error: a coding is not known here, or the body is not what it says; with a `code`.
 */
export function decodedChunks(
  chunks: AsyncIterable<Uint8Array>,
  codings: readonly string[],
  goOn: () => void = nothing,
): AsyncIterable<Uint8Array> {
  if (codings.length > MOST_CODINGS) {
    const most = String(MOST_CODINGS);
    return failing(`its body has more than ${most} content codings`);
  }
  return codings.reduceRight(
    (coded, coding) => decodedOnce(coded, coding, goOn),
    chunks,
  );
}

async function* decodedOnce(
  chunks: AsyncIterable<Uint8Array>,
  coding: string,
  goOn: () => void,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const { start, all } = await withStart(chunks, 1);
  const [firstByte] = start;
  // A body that is empty has no coding, whatever its header says.
  if (firstByte === undefined) return;
  const zlib = builtinModule<ZlibBuiltin>("node:zlib");
  const stream = builtinModule<StreamBuiltin>("node:stream");
  const decoder = zlib && DECODERS.get(coding)?.(zlib, firstByte);
  if (decoder === undefined || stream === undefined) {
    yield* failing(
      `its body has the content coding ${coding}, which cannot be decoded here`,
    );
    return;
  }
  let failure: Error | undefined;
  // A failure of the connection is not one of the coding; a pipeline does not tell them apart.
  const source = observed(all, goOn, (error) => {
    failure = error as Error;
  });
  try {
    yield* stream.pipeline(source, decoder, nothing);
  } catch (error) {
    throw failure ?? badCoding(coding, error);
  }
}

/** What a body begins with, and the body with it. */
async function withStart(
  chunks: AsyncIterable<Uint8Array>,
  length: number,
): Promise<{
  readonly start: readonly number[];
  readonly all: AsyncGenerator<Uint8Array, undefined, undefined>;
}> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  const start: number[] = [];
  while (start.length < length) {
    const next = await iterator.next();
    if (next.done === true) break;
    first.push(next.value);
    start.push(...next.value.subarray(0, length - start.length));
  }
  return { start, all: withFirst(first, iterator) };
}

async function* withFirst(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  try {
    for (const chunk of first) yield chunk;
    for (;;) {
      const next = await rest.next();
      if (next.done === true) return;
      yield next.value;
    }
  } finally {
    await rest.return?.();
  }
}

async function* observed(
  chunks: AsyncIterable<Uint8Array>,
  goOn: () => void,
  failed: (error: unknown) => void,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  try {
    for await (const chunk of chunks) {
      goOn();
      yield chunk;
    }
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** The code tells whether a further attempt may succeed: not where the bytes are wrong, but where the end is missing. */
function badCoding(coding: string, error: unknown): Error {
  const { code, message } = error as { code?: unknown; message?: unknown };
  const isCutOff = code === "Z_BUF_ERROR";
  return codedFailure(
    `its body is not what its content coding, ${coding}, says: ${String(message)}`,
    isCutOff ? code : INVALID_CODING,
  );
}

/** The beginning is one of the codes that failures.ts takes for permanent. */
const INVALID_CODING = "ERR_INVALID_CONTENT_CODING";

// eslint-disable-next-line require-yield -- The reader of the body gets the error.
async function* failing(
  said: string,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  await Promise.resolve();
  throw codedFailure(said, INVALID_CODING);
}

function codedFailure(message: string, code: string): Error {
  return Object.assign(new Error(message), { code });
}

type Decode = (
  chunks: AsyncIterable<Uint8Array>,
  goOn: () => void,
) => AsyncIterable<Uint8Array>;

function responseOf(
  response: TransportResponse,
  outgoing: TransportRequest,
  decode: Decode,
): TransportResponse {
  const { status, url, headers } = response;
  const chunks = (): AsyncGenerator<Uint8Array, undefined, undefined> =>
    decodedBody(response.stream(), outgoing, decode);
  return {
    status,
    url,
    headers,
    bytes: (maxBytes) => wholeBody(chunks(), maxBytes, outgoing.url),
    stream: () => bodyStream(chunks()),
    discard: () => response.discard(),
  };
}

async function* decodedBody(
  stream: ReadableStream<Uint8Array>,
  outgoing: TransportRequest,
  decode: Decode,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  const { cancellation } = outgoing;
  const reader = stream.getReader();
  try {
    // Nothing comes from the network while a long body is decoded, so nothing else notices that nobody waits for it.
    yield* decode(readerChunks(reader), () => {
      cancellation.throwIfCancelled();
    });
  } catch (error) {
    cancellation.throwIfCancelled();
    throw error instanceof S2gosError
      ? error
      : connectionErrorOf(error, outgoing);
  } finally {
    // Has no effect after the end of the body.
    await reader.cancel().catch(nothing);
  }
}

async function* readerChunks(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  for (;;) {
    const next = await reader.read();
    if (next.done) return;
    yield next.value;
  }
}
