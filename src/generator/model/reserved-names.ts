/** Words that no function is called: reserved words (ECMAScript 2024, section 12.7.2), words that strict code forbids, and words of TypeScript. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    "abstract any arguments as asserts async await boolean break case catch class const " +
    "constructor continue debugger declare default delete do else enum eval " +
    "export extends false finally for from function get global if implements import " +
    "in infer instanceof interface is keyof let module namespace never new null " +
    "number object of out override package private protected public readonly " +
    "require return satisfies set static string super switch symbol this throw " +
    "true try type typeof undefined unique unknown using var void while with yield"
  ).split(" "),
);

/**
 * Names of values that readers would take for those of the platform, or that
 * have a meaning to it: a module that exports `then` is called by code that
 * awaits its import. `client` is a parameter in generated code.
 */
export const GLOBAL_VALUES: ReadonlySet<string> = new Set(
  (
    "NaN Infinity atob btoa clearInterval client clearTimeout console crypto " +
    "decodeURI decodeURIComponent document encodeURI encodeURIComponent escape exports " +
    "fetch globalThis hasOwnProperty isFinite isNaN isPrototypeOf location name navigator parseFloat parseInt " +
    "performance process prototype queueMicrotask self setInterval setTimeout " +
    "structuredClone then toString unescape valueOf window"
  ).split(" "),
);

/** Names of types that readers would take for those of the language or the platform. */
export const GLOBAL_TYPES: ReadonlySet<string> = new Set(
  (
    "AbortController AbortSignal Array ArrayBuffer Atomics Awaited BigInt Blob Boolean Buffer Capitalize " +
    "ConstructorParameters DataView Date Document Element Error EvalError Event EventTarget Exclude Extract File " +
    "FormData Function Generator Headers Infinity InstanceType Intl Iterable Iterator JSON Lowercase Map Math Module NaN NoInfer Node " +
    "NonNullable Number Object Omit OmitThisParameter Parameters Partial Pick Promise PromiseLike Proxy RangeError " +
    "ReadableStream Readonly ReadonlyArray ReadonlyMap ReadonlySet Record ReferenceError Reflect RegExp Request Required Response " +
    "ReturnType Set SharedArrayBuffer String Symbol SyntaxError ThisType TypeError URIError " +
    "URL URLSearchParams Uint8Array Uncapitalize Uppercase WeakMap WeakRef WeakSet WebSocket Worker"
  ).split(" "),
);

/** Names that every generated package exports itself, beside those of the runtime. */
export const PACKAGE_NAMES: ReadonlySet<string> = new Set([
  "BoundProcesses",
  "DEFAULT_API_URL",
  "bindProcesses",
  "createClient",
  "getDefaultClient",
  "getDefaultConnection",
]);

/** What every name gets that no type may have. */
const FALLBACK = "Type";

/**
 * A name that no type may have becomes another: `Point` becomes `PointType`.
 * The result follows from the name alone, and no two names have the same one:
 * `PointType` itself becomes `PointTypeType`.
 *
 * @param reserved - whether no type may have a name.
 */
export function typeNameBesideReserved(
  name: string,
  reserved: (name: string) => boolean,
): string {
  let stem = name;
  while (!reserved(stem)) {
    if (!stem.endsWith(FALLBACK)) return name;
    stem = stem.slice(0, -FALLBACK.length);
  }
  return `${name}${FALLBACK}`;
}
