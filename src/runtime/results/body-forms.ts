// The ways in which servers put outputs into a JSON body. docs/servers.md lists them with the servers that use them. A new
// way is a row of BODY_FORMS; which of them a body has is decided by fit: the first one whose values are what the outputs
// are described as.
import { hasMember, isRecord, ownMember } from "../base/json.js";
import type { OutputDefinition } from "../documents/process-definition.js";
import { fits } from "./fits.js";
import { valuesByName, type Expectation } from "./received.js";
import { isPlausible, openValue, shapeOf } from "./value-forms.js";

/** A body, read in one of the ways. */
export interface Reading {
  readonly values: ReadonlyMap<string, unknown>;
  /** The body, or a part of it, is the value of the only output. */
  readonly isBare?: boolean;
}

/** One way to put outputs into a body. */
type BodyForm = (
  body: unknown,
  expectation: Expectation,
  depth: number,
) => readonly Reading[];

/** What an output is that no description tells of: anything. */
export const UNKNOWN_OUTPUT: OutputDefinition = {
  form: "value-or-file",
  shape: {},
};

/** Most forms that stand inside each other, as in `{"outputs": [{"outputs": {...}}]}`. */
const DEEPEST = 4;

/** Results keyed by output (OGC 18-062r2, schema results.yaml). */
const byName: BodyForm = (
  body,
  { described, requested, process, response },
) => {
  if (!isRecord(body)) return [];
  const names = Object.keys(body);
  const isKnown = (name: string): boolean =>
    described.includes(name) || requested.includes(name);
  const [only = ""] = requested;
  const { shape } = ownMember(process?.outputs ?? {}, only) ?? UNKNOWN_OUTPUT;
  // The value of the only output may have a member with the output's name, and others, which no output has.
  const isValue =
    shape?.members !== undefined &&
    hasMember(shape.members, only) &&
    !names.every(isKnown) &&
    fits(body, shape);
  const isNamed =
    requested.length !== 1 ||
    (names.some(isKnown) && !isValue) ||
    (names.length === 0 && response === "document");
  return isNamed ? [{ values: new Map(Object.entries(body)) }] : [];
};

/** `{"id": "a", "value": ...}`, or a list of these; instead of a value there may be a link, or `data`. */
const entries: BodyForm = (body, { requested }) => {
  const list: readonly unknown[] = Array.isArray(body) ? body : [body];
  const found = list.flatMap((item) => {
    const entry = entryOf(item);
    return entry === undefined ? [] : [entry];
  });
  const [first, ...others] = found;
  if (first === undefined || found.length < list.length) return [];
  // Several of one id are the items of a list.
  const values = new Map(
    [...valuesByName(found.map(({ id, value }) => [id, value]))].map(
      ([id, [value, ...others]]) => [
        id,
        others.length === 0 ? value : [value, ...others],
      ],
    ),
  );
  const [only, ...more] = requested;
  const isAlone = others.length === 0 && more.length === 0;
  // pygeoapi gives a single result a name of its own.
  return only !== undefined && isAlone && first.isPure && !values.has(only)
    ? [{ values: new Map([[only, first.value]]) }]
    : [{ values }];
};

/** An output in a list. */
interface Entry {
  readonly id: string;
  readonly value: unknown;
  /** Whether there is nothing else in it. */
  readonly isPure: boolean;
}

function entryOf(item: unknown): Entry | undefined {
  if (!isRecord(item)) return undefined;
  const { id, data, ...rest } = item;
  if (typeof id !== "string") return undefined;
  const wire = data === undefined ? rest : { ...rest, value: data };
  const { value, href } = openValue(wire, UNKNOWN_OUTPUT);
  const isPure = value !== wire || href !== undefined;
  if (!isPure && !("value" in wire)) return undefined;
  // What qualifies the value stays around it.
  const isPlain = Object.keys(wire).length === 1 && href === undefined;
  return { id, value: isPlain ? value : wire, isPure };
}

/** `{"outputs": ...}` around any other form; pygeoapi puts all that a process returned into the one item of a list. */
const insideOutputs: BodyForm = (body, expectation, depth) => {
  const outputs = isRecord(body) ? body["outputs"] : undefined;
  if (outputs === undefined || depth > DEEPEST) return [];
  const isOne = Array.isArray(outputs) && outputs.length === 1;
  return (isOne ? [outputs[0] as unknown, outputs] : [outputs]).flatMap(
    (inner) => readingsOf(inner, expectation, depth + 1),
  );
};

/** The value of the only output by itself. */
const bareValue: BodyForm = (body, { requested, response, process }) => {
  const [name, ...more] = requested;
  if (name === undefined || more.length > 0) return [];
  const { types } = shapeOf(
    ownMember(process?.outputs ?? {}, name) ?? { form: "value" },
  );
  // An empty document holds no output, unless this one may be an empty object.
  const isNothing =
    isRecord(body) && Object.keys(body).length === 0 && response === "document";
  return isNothing && types === undefined
    ? []
    : [{ values: new Map([[name, body]]), isBare: true }];
};

const BODY_FORMS: readonly BodyForm[] = [
  byName,
  entries,
  insideOutputs,
  bareValue,
];

/** Where no output is known, every name would fit, so the forms that are recognised by their members come first. */
const FORMS_OF_UNKNOWN: readonly BodyForm[] = [entries, insideOutputs, byName];

function readingsOf(
  body: unknown,
  expectation: Expectation,
  depth: number,
): readonly Reading[] {
  const isUnknown = expectation.requested.length === 0;
  return (isUnknown ? FORMS_OF_UNKNOWN : BODY_FORMS).flatMap((read) =>
    read(body, expectation, depth),
  );
}

/** A reading, and how well it fits. */
export interface JudgedReading extends Reading {
  /** Every output that was requested is there, and may be what it is described as. */
  readonly isFitting: boolean;
}

/** Whether the only output is an object of which nothing else is described. */
function isOpen({ requested, process }: Expectation): boolean {
  const [name = ""] = requested;
  const { shape } = ownMember(process?.outputs ?? {}, name) ?? UNKNOWN_OUTPUT;
  const { types, required = [], members = {} } = shape ?? {};
  return (
    types !== undefined &&
    required.length === 0 &&
    Object.keys(members).length === 0
  );
}

/**
 * Reads a JSON body: of all ways in which servers put outputs there, the first one that fits; where none does, the one
 * with the most outputs that do, then with the most outputs. Undefined: it holds no output.
 */
export function readBody(
  body: unknown,
  expectation: Expectation,
): JudgedReading | undefined {
  let best: { readonly reading: Reading; readonly worth: number } | undefined;
  const { requested } = expectation;
  let named: Reading | undefined;
  for (const reading of readingsOf(body, expectation, 0)) {
    const there = requested.filter((name) => reading.values.has(name));
    const fitting = there.filter((name) =>
      isPlausible(
        reading.values.get(name),
        ownMember(expectation.process?.outputs ?? {}, name) ?? UNKNOWN_OUTPUT,
      ),
    );
    if (fitting.length === requested.length) {
      // To a schema that admits every object, the whole body fits too, which says nothing against a form that names the
      // output: pygeoapi's own processes describe an object, and send a text or a number so.
      return reading.isBare === true && named && isOpen(expectation)
        ? { ...named, isFitting: false }
        : { ...reading, isFitting: true };
    }
    if (reading.isBare !== true && there.length === requested.length) {
      named ??= reading;
    }
    const worth = fitting.length * (requested.length + 1) + there.length;
    if (best === undefined || worth > best.worth) best = { reading, worth };
  }
  return best && { ...best.reading, isFitting: false };
}
