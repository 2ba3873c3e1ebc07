// What is loaded where options are not right at first sight: what each option must be, of clients and of all their calls.
import { isRecord, isText } from "../base/json.js";
import { ConfigError, messageOf } from "../errors/errors.js";
import { CONNECTION_KEY_ENTRIES } from "./connection-keys.js";

/** What an option must be. */
interface OptionRule {
  /** In words, after "must be". */
  readonly wanted: string;
  readonly allows: (value: unknown) => boolean;
  /** The rules of its members, where it is an object. */
  readonly members?: OptionRules;
  /** Whether a value is shown that is refused: it is no secret. */
  readonly isShown?: true;
}

type OptionRules = Readonly<Record<string, OptionRule>>;

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function numberFrom(least: number, unit = ""): OptionRule {
  return {
    wanted: `a number${unit} from ${String(least)}`,
    allows: (value) => typeof value === "number" && value >= least,
    isShown: true,
  };
}

function finite({ wanted, allows }: OptionRule): OptionRule {
  return {
    wanted: wanted.replace("number", "finite number"),
    allows: (value) => Number.isFinite(value) && allows(value),
    isShown: true,
  };
}

function oneOf(...values: readonly string[]): OptionRule {
  return {
    wanted: values.map((value) => JSON.stringify(value)).join(" or "),
    allows: (value) => isText(value) && values.includes(value),
    isShown: true,
  };
}

function objectOf(
  wanted: string,
  allows: (value: unknown) => boolean,
): OptionRule {
  return {
    wanted: `an object ${wanted}`,
    allows: (value) =>
      isRecord(value) &&
      // Headers and maps show no members, so that nothing of them would be sent.
      !(Symbol.iterator in value) &&
      Object.values(value).every(
        (member) => member === undefined || allows(member),
      ),
  };
}

function either(first: OptionRule, second: OptionRule): OptionRule {
  return {
    wanted: `${first.wanted}, or ${second.wanted}`,
    allows: (value) => first.allows(value) || second.allows(value),
  };
}

function withMembers(members: OptionRules): OptionRule {
  return { wanted: "an object", allows: isRecord, members };
}

const FUNCTION: OptionRule = { wanted: "a function", allows: isFunction };
const TEXT: OptionRule = { wanted: "a text", allows: isText };
const PATH: OptionRule = {
  wanted: "a path as a text that is not empty",
  allows: (value) => isText(value) && value !== "",
};
const FLAG: OptionRule = {
  wanted: "true or false",
  allows: (value) => typeof value === "boolean",
  isShown: true,
};
const TEXTS: OptionRule = either(TEXT, {
  wanted: "a list of texts",
  allows: (value) => Array.isArray(value) && value.every(isText),
});
const TRANSMISSION = oneOf("value", "reference");
/** A limit: `Infinity` is none. */
const LIMIT_MS = numberFrom(0, " of milliseconds");
/** A pause: one without an end would be a call without an end. */
const PAUSE_MS = finite(LIMIT_MS);
const SECONDS = finite(numberFrom(0, " of seconds"));

const RETRY_RULES: OptionRules = {
  maxRetries: numberFrom(0),
  minDelayMs: PAUSE_MS,
  maxDelayMs: LIMIT_MS,
  maxRetryAfterMs: LIMIT_MS,
};

const CONNECTION_RULES: OptionRules = Object.fromEntries(
  CONNECTION_KEY_ENTRIES.map(([key, { kind = "string" }]) => [
    key,
    kind === "string" ? TEXT : kind === "boolean" ? FLAG : oneOf(...kind.oneOf),
  ]),
);

/** All options, of clients and of calls: those of one name mean the same everywhere. */
const OPTION_RULES: OptionRules = {
  ...CONNECTION_RULES,
  defaults: withMembers(CONNECTION_RULES),
  headers: either(
    objectOf("of texts by the names of headers", isText),
    FUNCTION,
  ),
  credentials: FUNCTION,
  onRequest: FUNCTION,
  onResponse: FUNCTION,
  onWarning: FUNCTION,
  onProgress: FUNCTION,
  allowRequest: FUNCTION,
  rewriteUrl: FUNCTION,
  fetch: FUNCTION,
  parse: FUNCTION,
  validate: {
    wanted:
      "a validator, such as ajvValidator(new Ajv2020(), schemas), or false",
    allows: (value) => value === false || isFunction(value),
    isShown: true,
  },
  onInvalid: oneOf("throw", "warn"),
  objectInputs: oneOf("plain", "qualified"),
  mode: oneOf("async", "sync", "auto"),
  response: oneOf("raw", "document"),
  transmission: either(
    TRANSMISSION,
    objectOf(`of ${TRANSMISSION.wanted} by output`, TRANSMISSION.allows),
  ),
  outputs: {
    wanted: "a list of the names of outputs",
    allows: (value) =>
      Array.isArray(value) &&
      // The names of a type may be numbers.
      value.every((name) => isText(name) || typeof name === "number"),
  },
  mediaTypes: objectOf("of media types as texts, by output", isText),
  subscriber: objectOf(
    'of URLs as texts, such as { successUri: "https://..." }',
    isText,
  ),
  client: {
    wanted: "a client, which createClient makes",
    allows: (value) => typeof value === "object" && value !== null,
  },
  signal: {
    wanted: "an AbortSignal",
    allows: (value) =>
      value === null ||
      (isRecord(value) &&
        isFunction(value["addEventListener"]) &&
        typeof value["aborted"] === "boolean"),
  },
  mediaType: TEXT,
  base: {
    wanted: "a URL, as a text or a URL",
    allows: (value) => isText(value) || value instanceof URL,
  },
  allowMissing: FLAG,
  dismissOnAbort: FLAG,
  timeoutMs: LIMIT_MS,
  executionTimeoutMs: LIMIT_MS,
  idleTimeoutMs: LIMIT_MS,
  giveUpAfterMs: LIMIT_MS,
  pollIntervalMs: PAUSE_MS,
  retries: withMembers(RETRY_RULES),
  maxBytes: numberFrom(0, " of bytes"),
  maxConnections: numberFrom(1),
  concurrency: numberFrom(1),
  journal: PATH,
  saveTo: PATH,
  key: FUNCTION,
  again: {
    wanted: 'a list of "failed" and "orphaned"',
    allows: (value) =>
      Array.isArray(value) &&
      value.every((end) => end === "failed" || end === "orphaned"),
  },
  limit: finite(numberFrom(1)),
  processID: TEXTS,
  status: TEXTS,
  type: TEXTS,
  datetime: TEXT,
  minDuration: SECONDS,
  maxDuration: SECONDS,
  query: objectOf(
    "of texts and numbers",
    (value) => isText(value) || typeof value === "number",
  ),
};

/**
 * Checks options by the rules; see `checkOptions`.
 * @returns A copy with what an option is for.
 * @throws ConfigError
 */
export function checkByRules<Options extends object | null>(
  options: Options,
): Options {
  const rule = withMembers(OPTION_RULES);
  return valueBy(rule, "The options", () => options ?? null, "") as Options;
}

/**
 * The value of an option, which is read once: a getter may give another one the next time.
 * @param path - What stands before the names of its members.
 */
function valueBy(
  { wanted, allows, members, isShown }: OptionRule,
  name: string,
  read: () => unknown,
  path = `${name}.`,
): unknown {
  let value: unknown;
  let isAllowed: boolean;
  try {
    value = read();
    isAllowed = value === undefined || allows(value);
  } catch (cause) {
    throw new ConfigError(`${name} can't be read: ${messageOf(cause)}.`, {
      cause,
    });
  }
  if (!isAllowed) {
    const shown = isShown ? shownValue(value) : kindOfOption(value);
    throw new ConfigError(`${name} must be ${wanted}, not ${shown}.`);
  }
  if (!members || !isRecord(value)) return value;
  const known = Object.entries(members).map(([member, rule]) => [
    member,
    valueBy(rule, `${path}${member}`, () => value[member]),
  ]);
  return Object.fromEntries(known.filter(([, given]) => given !== undefined));
}

/** A value that is no secret, as far as a message can show it. */
function shownValue(value: unknown): string {
  return isText(value)
    ? JSON.stringify(value.slice(0, 100))
    : typeof value === "number"
      ? value.toString()
      : kindOfOption(value);
}

/** What a value is, without its content, which may be secret. */
function kindOfOption(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  const kind = typeof value;
  if (typeof value === "boolean") return String(value);
  if (kind === "undefined") return kind;
  return kind === "string"
    ? "a text"
    : `${kind === "object" ? "an" : "a"} ${kind}`;
}
