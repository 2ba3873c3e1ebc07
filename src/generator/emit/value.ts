import type { Json } from "../json.js";
import { stringLiteral } from "./text.js";

/** A JSON value that may hold code, and objects that stay broken whatever their length. */
export type Value =
  | Json
  | ImportedModule
  | BrokenObject
  | ConstantObject
  | readonly Value[]
  | { readonly [key: string]: Value };

/** The expression `() => import("module")`. */
export class ImportedModule {
  /** The expression's own text. */
  readonly text: string;

  constructor(module: string) {
    this.text = `() => import(${stringLiteral(module)})`;
  }
}

/** An object each of whose members stands on a line of its own: a longer one changes only lines that it must. */
export class BrokenObject {
  readonly members: Readonly<Record<string, Value>>;

  constructor(members: Readonly<Record<string, Value>>) {
    this.members = members;
  }
}

/** An object whose literals keep their types where the compiler does not know what is expected. */
export class ConstantObject {
  /** What follows the closing brace. */
  static readonly suffix = " as const";
  readonly members: Readonly<Record<string, Json>>;

  constructor(members: Readonly<Record<string, Json>>) {
    this.members = members;
  }
}

/** Whether a value is a list. */
export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
