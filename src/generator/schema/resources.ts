import {
  isJsonArray,
  isJsonObject,
  pointerToken,
  type JsonObject,
} from "../json.js";
import { childrenOfKeyword } from "./child-schemas.js";
import {
  declaredDialect,
  DEFAULT_DIALECT,
  identifierOf,
  type Dialect,
} from "./dialects.js";

/**
 * A schema with an identifier of its own, or a whole document: references in it
 * are relative to it (JSON Schema 2020-12, section 4.3.5).
 */
export interface Resource {
  /** Address of the document. */
  readonly document: string;
  /** JSON Pointer of the resource in the document. */
  readonly pointer: string;
  readonly root: unknown;
  /** What references in it are relative to; that of the document, where it has no identifier. */
  readonly address: string;
  readonly isIdentified: boolean;
  /** What the keywords in it mean. */
  readonly dialect: Dialect;
  /** The schemas with an `$anchor`, by its name. */
  readonly anchors: Map<string, Located>;
  /** The schemas with a `$dynamicAnchor`, by its name; under the empty name, one with `$recursiveAnchor`. */
  readonly dynamicAnchors: Map<string, Located>;
}

/** A schema, with the resource that it stands in. */
export interface Located {
  readonly schema: unknown;
  /** JSON Pointer in the document. */
  readonly pointer: string;
  readonly resource: Resource;
}

/** The resources of documents, found by walking them once. */
export class Resources {
  readonly #byRoot = new Map<unknown, Resource>();
  readonly #byPlace = new Map<string, Resource>();
  readonly #byAddress = new Map<string, Resource[]>();

  /**
   * Adds a document of which only parts are schemas: what stands under `schema`
   * is one, with references relative to itself.
   */
  addDescription(value: unknown, document: string, address: string): Resource {
    const root = this.#add(value, { document, pointer: "", address }, false);
    this.#visitMembers(value, "", root);
    return root;
  }

  /** Adds a document that is a schema. */
  addSchema(value: unknown, document: string): Resource {
    const at = { document, pointer: "", address: document };
    const root = this.#add(value, at, true);
    this.#visit(value, "", root);
    return root;
  }

  /** The resource whose root a schema is; undefined where it is no root. */
  ofRoot(schema: unknown): Resource | undefined {
    return this.#byRoot.get(schema);
  }

  /** The resource at a place; undefined where none begins there. */
  at(document: string, pointer: string): Resource | undefined {
    return this.#byPlace.get(`${document}#${pointer}`);
  }

  /** The resources of an address, in the order of the documents: servers may give several schemas the same. */
  ofAddress(address: string): readonly Resource[] {
    return this.#byAddress.get(address) ?? [];
  }

  /** `around`: the dialect where the resource declares none. */
  #add(
    root: unknown,
    at: Pick<Resource, "address" | "document" | "pointer">,
    isIdentified: boolean,
    around: Dialect = DEFAULT_DIALECT,
  ): Resource {
    const { address, document, pointer } = at;
    const resource: Resource = {
      document,
      pointer,
      root,
      address,
      isIdentified,
      dialect: declaredDialect(root) ?? around,
      anchors: new Map(),
      dynamicAnchors: new Map(),
    };
    this.#byRoot.set(root, resource);
    this.#byPlace.set(`${document}#${pointer}`, resource);
    if (isIdentified) {
      const others = this.#byAddress.get(address);
      if (others === undefined) this.#byAddress.set(address, [resource]);
      else others.push(resource);
    }
    return resource;
  }

  #visitMembers(value: unknown, pointer: string, resource: Resource): void {
    if (isJsonArray(value)) {
      value.forEach((item, index) => {
        this.#visitMembers(item, `${pointer}/${index}`, resource);
      });
    }
    if (!isJsonObject(value)) return;
    for (const name of Object.keys(value)) {
      const at = `${pointer}/${pointerToken(name)}`;
      const member = value[name];
      if (name === "schema" && isJsonObject(member)) {
        this.#visit(member, at, this.#inside(resource, at, member));
      } else if (SCHEMAS_BY_NAME.has(name) && isJsonObject(member)) {
        this.#visitMap(member, at, resource);
      } else this.#visitMembers(member, at, resource);
    }
  }

  #visitMap(map: JsonObject, pointer: string, resource: Resource): void {
    for (const name of Object.keys(map)) {
      this.#visit(map[name], `${pointer}/${pointerToken(name)}`, resource);
    }
  }

  /** Values of `enum`, `const` and the like may look like schemas, and are none: only keywords with schemas are followed. */
  #visit(schema: unknown, pointer: string, around: Resource): void {
    if (!isJsonObject(schema)) return;
    const resource = this.#identified(schema, pointer, around);
    const located: Located = { schema, pointer, resource };
    const { $anchor: anchor, $dynamicAnchor: dynamicAnchor } = schema;
    if (typeof anchor === "string") resource.anchors.set(anchor, located);
    if (typeof dynamicAnchor === "string") {
      resource.anchors.set(dynamicAnchor, located);
      resource.dynamicAnchors.set(dynamicAnchor, located);
    }
    if (schema["$recursiveAnchor"] === true && schema === resource.root) {
      resource.dynamicAnchors.set("", located);
    }
    for (const keyword of Object.keys(schema)) {
      const value = schema[keyword];
      const at = `${pointer}/${keyword}`;
      const children = childrenOfKeyword(keyword);
      if (children === "map" || SCHEMAS_BY_NAME.has(keyword)) {
        if (isJsonObject(value)) this.#visitMap(value, at, resource);
      } else if (children === undefined) continue;
      else if (isJsonArray(value)) {
        value.forEach((item, index) => {
          this.#visit(item, `${at}/${index}`, resource);
        });
      } else this.#visit(value, at, resource);
    }
  }

  #identified(schema: JsonObject, pointer: string, outer: Resource): Resource {
    const declared = declaredDialect(schema);
    // A schema that declares a dialect was a document of its own.
    const around =
      declared === undefined || schema === outer.root
        ? outer
        : this.#inside(outer, pointer, schema);
    const id = identifierOf(schema, around.dialect);
    if (id === undefined) return around;
    if (id.startsWith("#")) {
      // Drafts before 2019-09 have no `$anchor`.
      const located = { schema, pointer, resource: around };
      if (id.length > 1) around.anchors.set(id.slice(1), located);
      return around;
    }
    const address = addressOf(id, around.address);
    if (address === undefined) return around;
    const { document, dialect } = around;
    return this.#add(schema, { document, pointer, address }, true, dialect);
  }

  /** A resource without an identifier, which shares its address with the one around it. */
  #inside(around: Resource, pointer: string, root: unknown): Resource {
    const { address, document, dialect } = around;
    return this.#add(root, { document, pointer, address }, false, dialect);
  }
}

/** Members whose values are schemas by name, though they say nothing of the value themselves. */
const SCHEMAS_BY_NAME: ReadonlySet<string> = new Set([
  "$defs",
  "definitions",
  "dependencies",
  "schemas",
]);

/** The address of a reference without its fragment; undefined where it is no address. */
export function addressOf(reference: string, base: string): string | undefined {
  try {
    const url = new URL(reference, base);
    url.hash = "";
    return url.href;
  } catch {
    return undefined;
  }
}
