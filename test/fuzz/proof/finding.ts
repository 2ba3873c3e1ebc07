/** Something that stands in a generated file and must not. */
export interface Finding {
  readonly kind: "escape" | "syntax" | "type" | "path";
  readonly path: string;
  readonly message: string;
}
