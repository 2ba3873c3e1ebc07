/** Something in a generated file that must not be there. */
export interface Finding {
  readonly kind: "escape" | "syntax" | "type" | "path";
  readonly path: string;
  readonly message: string;
}
