/** A JSON Schema as servers write it, in the dialect of OpenAPI 3.0. */
export type SchemaDocument = Readonly<Record<string, unknown>>;

/** An input or output of an invented description. */
export interface DescribedValue {
  readonly title?: string;
  readonly description?: string;
  readonly minOccurs?: number;
  readonly maxOccurs?: number;
  readonly schema: SchemaDocument;
}

/** Inputs or outputs by their names. */
export type DescribedValues = Readonly<Record<string, DescribedValue>>;

/** An invented process description (OGC 18-062r2, section 7.10). */
export interface Description {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly keywords: readonly string[];
  readonly jobControlOptions: readonly string[];
  readonly outputTransmission: readonly string[];
  readonly inputs: DescribedValues;
  readonly outputs: DescribedValues;
}
