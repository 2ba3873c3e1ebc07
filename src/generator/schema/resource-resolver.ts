import { enteredScope, NO_SCOPE, withoutDynamicMark } from "./dynamic-scope.js";
import { isSchema } from "./keyword-values.js";
import { decodeFragment, valueAt } from "./pointers.js";
import type {
  ReferencePlace,
  ReferenceResolver,
  ReferenceTarget,
} from "./references.js";
import {
  addressOf,
  Resources,
  type Located,
  type Resource,
} from "./resources.js";

/** Stands for the address of the process description itself, which has none. */
const OWN_DOCUMENT = "";

/** An address for the process description: relative references need one. The domain can never exist (RFC 6761, section 6.4). */
export const OWN_ADDRESS = "https://process.invalid/description.json";

/** Another document that references lead to, by its address; undefined where it may not or cannot be read. */
export type DocumentAt = (address: string) => unknown;

/** Follows references of every kind: to identifiers and anchors, dynamic ones, and to other documents. */
export function resourceResolver(
  document: unknown,
  documentAt: DocumentAt,
): ReferenceResolver {
  return new Resolver(document, documentAt);
}

class Resolver implements ReferenceResolver {
  readonly #resources = new Resources();
  readonly #documentAt: DocumentAt;
  readonly #own: Resource;

  constructor(document: unknown, documentAt: DocumentAt) {
    this.#documentAt = documentAt;
    this.#own = this.#resources.addDescription(
      document,
      OWN_DOCUMENT,
      OWN_ADDRESS,
    );
  }

  placeOf(schemaPointer: string): ReferencePlace {
    const resource =
      this.#resources.at(OWN_DOCUMENT, schemaPointer) ?? this.#own;
    const scope = enteredScope(NO_SCOPE, resource);
    return { schemaPointer, resource, scope };
  }

  placeIn(schema: unknown, around: ReferencePlace): ReferencePlace {
    const resource = this.#resources.ofRoot(schema);
    return resource === undefined || resource === around.resource
      ? around
      : placeInside(resource, around);
  }

  resolve(
    reference: string,
    place: ReferencePlace,
  ): ReferenceTarget | undefined {
    const dynamic = withoutDynamicMark(reference);
    const found = this.#located(dynamic ?? reference, place);
    if (found === undefined) return undefined;
    const { schema, pointer, resource } =
      dynamic === undefined ? found : outermost(found, dynamic, place);
    const inside = placeInside(resource, place);
    return {
      identity: `${resource.document}#${pointer}${inside.scope.text}`,
      schema,
      pointer,
      place: inside,
    };
  }

  #located(reference: string, place: ReferencePlace): Located | undefined {
    const [written = "", encoded = ""] = reference.split("#", 2);
    const fragment = decodeFragment(encoded);
    const roots =
      written === "" ? this.#around(place) : this.#named(written, place);
    for (const root of roots) {
      const found = this.#within(root, fragment);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The resources that a fragment alone may be relative to; the likeliest one first. */
  #around({ resource = this.#own, schemaPointer }: ReferencePlace): Resource[] {
    const { document } = resource;
    const isOwn = document === OWN_DOCUMENT;
    const value = isOwn
      ? this.#resources.at(document, schemaPointer)
      : undefined;
    const whole = this.#resources.at(document, "") ?? [];
    const isPart = resource.isIdentified || resource.pointer !== "";
    return [isPart ? resource : [], value ?? [], whole].flat();
  }

  /** The resources of an address: those in the schema of the same input or output first. */
  #named(
    written: string,
    { resource = this.#own, schemaPointer }: ReferencePlace,
  ): readonly Resource[] {
    const address = addressOf(written, resource.address);
    if (address === undefined) return [];
    const known = this.#resources.ofAddress(address);
    if (known.length > 0) {
      const isNear = ({ document, pointer }: Resource) =>
        document === OWN_DOCUMENT && pointer.startsWith(schemaPointer);
      return [...known.filter(isNear), ...known];
    }
    const value = this.#documentAt(address);
    return value === undefined
      ? []
      : [this.#resources.addSchema(value, address)];
  }

  #within(root: Resource, fragment: string): Located | undefined {
    if (fragment !== "" && !fragment.startsWith("/")) {
      return root.anchors.get(fragment);
    }
    let resource = root;
    const schema = valueAt(root.root, fragment, (value) => {
      resource = this.#resources.ofRoot(value) ?? resource;
    });
    return isSchema(schema)
      ? { schema, pointer: `${root.pointer}${fragment}`, resource }
      : undefined;
  }
}

function placeInside(
  resource: Resource,
  { schemaPointer, scope }: ReferencePlace,
): ReferencePlace {
  return { schemaPointer, resource, scope: enteredScope(scope, resource) };
}

/** What a dynamic reference leads to, if it leads to a dynamic anchor at first. */
function outermost(
  found: Located,
  reference: string,
  { scope }: ReferencePlace,
): Located {
  const name = decodeFragment(reference.split("#", 2)[1] ?? "");
  const anchor = found.resource.dynamicAnchors.get(name);
  return anchor?.schema === found.schema
    ? (scope.anchors.get(name) ?? found)
    : found;
}
