// The ways in which servers wrap a value: a link to it, a qualified value, and others. docs/servers.md lists them with the
// servers that use them. A new way is a row of VALUE_FORMS.
import { hasMember, isRecord, isText } from "../base/json.js";
import { isJsonMediaType } from "../documents/media-type.js";
import type {
  OutputDefinition,
  WrapperMember,
} from "../documents/process-definition.js";
import { fits } from "./fits.js";

/** What stands inside a wrapper, and what the wrapper says of it. */
export interface Opened {
  /** The value without its wrapper. Of a link, the link itself. */
  readonly value: unknown;
  /** Where the content is, if it is not here. */
  readonly href?: string;
  readonly mediaType?: string | undefined;
  /** `base64` or another name. */
  readonly encoding?: string | undefined;
}

/** One way to wrap a value: the member that makes an object this wrapper, and what is inside. */
interface ValueForm {
  readonly member: WrapperMember;
  /** Undefined: the object is no such wrapper. */
  readonly read: (
    wrapper: Readonly<Record<string, unknown>>,
  ) => Pick<Opened, "value" | "href"> | undefined;
}

/** First come, first served: an object that is of two forms is the first. */
const VALUE_FORMS: readonly ValueForm[] = [
  // A link (OGC 18-062r2, schema link.yaml), whatever stands beside its `href`.
  {
    member: "href",
    read: (wrapper) => {
      const { href } = wrapper;
      return typeof href === "string" ? { value: wrapper, href } : undefined;
    },
  },
  // A qualified value (schema qualifiedInputValue.yaml), also around a link.
  { member: "value", read: ({ value }) => ({ value }) },
  // javaPS.
  { member: "inlineValue", read: ({ inlineValue: value }) => ({ value }) },
];

/** Most wrappers around a value; more are no wrappers, but an attempt to keep the reader busy. */
const DEEPEST_WRAPPER = 5;

/**
 * Opens the wrapper around a value, and that inside it. A value without a wrapper stays as it is.
 * @param said - What a wrapper around it says.
 * @param depth - How many wrappers are around it.
 */
export function openValue(
  wire: unknown,
  definition: OutputDefinition,
  said: Omit<Opened, "href" | "value"> = {},
  depth = 0,
): Opened {
  if (isRecord(wire) && depth < DEEPEST_WRAPPER) {
    for (const { member, read } of VALUE_FORMS) {
      const found = hasMember(wire, member) ? read(wire) : undefined;
      if (found === undefined) continue;
      const inner = { ...said, ...qualityOf(wire) };
      if (!isWrapper(wire, member, { ...inner, ...found }, definition, depth))
        continue;
      return found.href === undefined
        ? openValue(found.value, definition, inner, depth + 1)
        : { ...inner, ...found };
    }
  }
  return { value: wire, ...said };
}

/** Whether an object is a wrapper, and not the value itself. The schema decides: which of the two is what it describes. */
function isWrapper(
  wire: Readonly<Record<string, unknown>>,
  member: string,
  inner: Opened,
  definition: OutputDefinition,
  depth: number,
): boolean {
  const { form, shape = {} } = definition;
  if (form === "link") return inner.href === undefined;
  if (form === "file") return true;
  const isDescribed =
    shape.members !== undefined && hasMember(shape.members, member);
  if (inner.href !== undefined) return !isDescribed || !fits(wire, shape);
  const isInnerValue = isPlausible(inner.value, definition, inner, depth + 1);
  if (!fits(wire, shapeOf(definition))) return isInnerValue || !isDescribed;
  if (isDescribed || depth > 0) return false;
  // The schema admits both. It is a wrapper if nothing is lost with it, or if it says what kind of value is inside.
  const isQualified = (inner.mediaType ?? inner.encoding) !== undefined;
  return isInnerValue && (isQualified || Object.keys(wire).length === 1);
}

/** Whether a value may be what an output is described as, once it is opened and what it links to is fetched. */
export function isPlausible(
  wire: unknown,
  definition: OutputDefinition,
  said: Omit<Opened, "href" | "value"> = {},
  depth = 0,
): boolean {
  const { form, shape } = definition;
  const { href, value, mediaType, encoding } = openValue(
    wire,
    definition,
    said,
    depth,
  );
  if (value === null)
    return fits(null, shape ?? (form === "value" ? {} : { types: [] }));
  if (Array.isArray(value) && form !== "link") {
    const item = itemDefinition(definition);
    return (
      isArrayOf(definition) &&
      (item === undefined || value.every((each) => isPlausible(each, item)))
    );
  }
  if (href !== undefined) return true;
  if (form === "link")
    return (
      typeof value === "string" ||
      (isRecord(value) && typeof value["href"] === "string")
    );
  if (form !== "value") {
    const type = mediaType ?? definition.mediaType;
    if (typeof value === "string" || isJsonMediaType(type)) return true;
    if (form === "file") return false;
  }
  return isBase64(encoding) || fits(value, shapeOf(definition));
}

/** The shape of an output. An output that is an array without a shape is an array of anything. */
export function shapeOf({
  shape,
  many,
}: OutputDefinition): NonNullable<OutputDefinition["shape"]> {
  return shape ?? (many === true ? { types: ["array"] } : {});
}

/** Whether an output may be an array, each item of which came by itself. */
export function isArrayOf(definition: OutputDefinition): boolean {
  const { form, many } = definition;
  if (many !== undefined) return true;
  return (
    form.startsWith("value") &&
    fits([], { types: shapeOf(definition).types ?? ["array"] })
  );
}

/** What the items of an array are. Undefined: they are parts of the value, which nothing describes. */
export function itemDefinition(
  definition: OutputDefinition,
): OutputDefinition | undefined {
  const { many, shape, ...item } = definition;
  const { items } = shape ?? {};
  if (items !== undefined) return { ...item, shape: items };
  if (many !== undefined || !item.form.startsWith("value")) return item;
  return undefined;
}

export function isBase64(encoding: string | undefined): boolean {
  return encoding !== undefined && /^base64/i.test(encoding);
}

/** Names of the media type and encoding of a value: of version 1.0, of drafts, and of servers. */
const MEDIA_TYPE_MEMBERS = [
  "mediaType",
  "mimeType",
  "contentType",
  "media_type",
  "content_type",
  "mime_type",
  "contentMediaType",
  "type",
];
const ENCODING_MEMBERS = ["encoding", "contentEncoding", "content_encoding"];

/** The media type and encoding that a wrapper states, also where ZOO-Project nests them in `format`. */
export function qualityOf(
  wrapper: Readonly<Record<string, unknown>>,
): Omit<Opened, "href" | "value"> {
  const { format } = wrapper;
  const places = isRecord(format) ? [wrapper, format] : [wrapper];
  const find = (
    names: readonly string[],
    pattern: RegExp,
  ): string | undefined =>
    places
      .flatMap((place) => names.map((name) => place[name]))
      .filter(isText)
      .find((text) => pattern.test(text));
  const mediaType = find(MEDIA_TYPE_MEMBERS, /^[\w.+-]+\/[\w.+-]+/);
  const encoding = find(ENCODING_MEMBERS, /./);
  return {
    ...(mediaType === undefined ? {} : { mediaType }),
    ...(encoding === undefined ? {} : { encoding }),
  };
}
