import type { DescriptionLink } from "../description/process-description.js";
import type { Json } from "../json.js";
import type { RuntimeTypeName } from "../schema/runtime-type-names.js";

/** A TypeScript type as data. Names are planned before anything is printed. */
export type TypeExpression =
  | {
      readonly kind: "keyword";
      readonly name:
        | "boolean"
        | "never"
        | "null"
        | "number"
        | "string"
        | "undefined"
        | "unknown";
    }
  | { readonly kind: "literal"; readonly value: boolean | number | string }
  | { readonly kind: "array"; readonly element: TypeExpression }
  | {
      readonly kind: "tuple";
      readonly elements: readonly TypeExpression[];
      /** How many elements must be there. Default: all. */
      readonly required?: number;
      /** Type of any number of further elements. */
      readonly rest?: TypeExpression;
    }
  | { readonly kind: "union"; readonly members: readonly TypeExpression[] }
  | {
      readonly kind: "object";
      readonly properties: readonly PropertyModel[];
      /** Type of the properties that are not named: an index signature. */
      readonly additional?: TypeExpression;
      /**
       * The type of the names, where the schema lists them for a map: all
       * properties then are optional and have one type.
       */
      readonly names?: TypeExpression;
    }
  /**
   * The objects of a named type that have a tag, which tells the branches of a
   * union apart: `Gauge & { kind: "gauge" }`.
   */
  | {
      readonly kind: "tagged";
      readonly base: TypeExpression;
      /** Name of the property. */
      readonly property: string;
      readonly value: TypeExpression;
    }
  /** A named type of this package. */
  | { readonly kind: "reference"; readonly name: string }
  /** A type of the runtime. */
  | { readonly kind: "runtime"; readonly name: RuntimeTypeName };

/** A type that is made of other types. */
export type CompositeType = Extract<
  TypeExpression,
  { readonly kind: "array" | "object" | "tagged" | "tuple" | "union" }
>;

/** One tag of a doc comment, such as `@minimum 0`. */
export interface DocumentationTag {
  readonly name: string;
  readonly text: string;
}

/** The content of a doc comment. Texts are the server's; the emitter makes them safe for a comment. */
export interface Documentation {
  readonly title?: string;
  readonly description?: string;
  readonly tags: readonly DocumentationTag[];
}

/** One property of an object type. */
export interface PropertyModel {
  /** The server's name, verbatim. */
  readonly name: string;
  readonly type: TypeExpression;
  readonly optional: boolean;
  readonly documentation: Documentation;
}

/** A type with a name of its own: a structure of objects, or an enumeration that forms need. */
export interface NamedType {
  readonly name: string;
  readonly type: TypeExpression;
  readonly documentation: Documentation;
}

/** The values of an enumerated input, exported as an array for forms. */
export interface EnumerationModel {
  /** Name of the exported array, such as `mtrDemoGenerationMonthValues`. */
  readonly name: string;
  readonly values: readonly (boolean | number | string | null)[];
  /** Name of the input whose values they are. */
  readonly input: string;
}

/**
 * Whether a value is an array whose items go over the wire one by one, as values
 * of their own: `maxOccurs` is above 1, or the schema describes an array of
 * content (OGC 18-062r2, Requirements 19 and 22). `maybe`: either such an array
 * or a single value.
 */
export type Occurrence = boolean | "maybe";

/** One input of a process (OGC 18-062r2, section 7.10.2). */
export interface InputModel {
  /** The server's name, verbatim. */
  readonly name: string;
  readonly type: TypeExpression;
  readonly optional: boolean;
  /** The server gets an explicit `null` where the caller leaves the input out. */
  readonly nullWhenOmitted: boolean;
  /** See {@link Occurrence}. */
  readonly many: Occurrence;
  /** How the runtime sends the value; absent: as it is. */
  readonly form?: "bbox" | "binary" | "link" | "object";
  /** Media type of a binary input. */
  readonly mediaType?: string;
  readonly documentation: Documentation;
}

/** One output of a process. */
export interface OutputModel {
  /** The server's name, verbatim. */
  readonly name: string;
  readonly type: TypeExpression;
  /** How the runtime unwraps what the server sends. */
  readonly form: "file" | "link" | "value" | "value-or-file";
  /** See {@link Occurrence}. */
  readonly many: Occurrence;
  /** Media type of a file, where the description gives one. */
  readonly mediaType?: string;
  readonly documentation: Documentation;
}

/** JSON Schemas (2020-12) of a process: of all its inputs, and of all its outputs. */
export interface ProcessSchemas {
  readonly inputs: Json;
  readonly outputs: Json;
}

/** One process: everything that its file contains. */
export interface ProcessModel {
  /** The server's identifier, verbatim. */
  readonly id: string;
  readonly version?: string;
  /** Name of the exported function, such as `mtrDemoGeneration`. */
  readonly functionName: string;
  /** Name of the inputs interface, such as `MtrDemoGenerationInputs`. */
  readonly inputsTypeName: string;
  readonly outputsTypeName: string;
  /** File name without extension, from an allow-list of characters, such as `mtr-demo-generation`. */
  readonly fileName: string;
  readonly jobControlOptions?: readonly string[];
  readonly outputTransmission?: readonly string[];
  /** Links of the description, which document the process. Absent where there are none. */
  readonly links?: readonly DescriptionLink[];
  readonly inputs: readonly InputModel[];
  readonly outputs: readonly OutputModel[];
  /** Named types that only this process uses; they are declared in its file. */
  readonly types: readonly NamedType[];
  readonly enumerations: readonly EnumerationModel[];
  readonly documentation: Documentation;
  /** What the package exports, for forms and validators: the schemas admit what the server described. */
  readonly schemas: ProcessSchemas;
  /** The view that types are made from: narrower where JSON Schema admits more than the server means. */
  readonly typeSchemas: ProcessSchemas;
}

/** The whole service: what the emitter prints. Processes and types are sorted by code point. */
export interface ServiceModel {
  readonly title?: string;
  readonly description?: string;
  /** Named types that two processes or more use; they are declared in `types.ts`. */
  readonly types: readonly NamedType[];
  readonly processes: readonly ProcessModel[];
}
