import type { ServiceModel } from "../model/service-model.js";

/**
 * Makes further files of a package from the model of the service, such as schemas for a validator. They are formatted,
 * checked, written and deleted as the other files of the package are.
 */
export interface Emitter {
  /** Stands in messages: lower case letters, digits and hyphens. No two emitters of a generation have the same. */
  readonly name: string;
  /**
   * Packages that the files import, with the versions that they work with, such as `{ zod: "^4.0.0" }`. They become
   * `dependencies` of a package that has a package.json. Default: none.
   */
  readonly dependencies?: Readonly<Record<string, string>>;
  /**
   * Makes the files: the same model gives the same files, on every machine. What it throws ends the generation, and
   * nothing is written then.
   *
   * @param model - The selected processes, with all names that the package gives them.
   */
  readonly emit: (
    model: ServiceModel,
    tools: EmitterTools,
  ) => readonly EmitterFile[] | Promise<readonly EmitterFile[]>;
}

/** A file that an emitter makes. */
export interface EmitterFile {
  /**
   * Path inside the package, with forward slashes, such as `zod/index.ts`: letters, digits, `.`, `_` and `-`. The names
   * of the other files of the package are taken, and all of the folders `processes`, `runtime` and `schemas`. Code is
   * TypeScript in files that end by `.ts`.
   */
  readonly path: string;
  /** Its text, in any layout. A TypeScript file gets the comment of generated files at its top. */
  readonly text: string;
  /** Id of the process that it belongs to, if it belongs to one: where the process fails later on, the file stays with it. Default: none. */
  readonly process?: string;
}

/**
 * What an emitter prints with. Text of the server, such as an id or a description, may have any characters: it enters a
 * file by these functions only.
 */
export interface EmitterTools {
  /**
   * A name of the model as code.
   * @throws Error where it is no identifier.
   */
  readonly identifier: (name: string) => string;
  /** The name of a property as it stands before the colon: quoted only where it must be. */
  readonly propertyKey: (name: string) => string;
  /** A text as a string literal. */
  readonly stringLiteral: (text: string) => string;
  /** A text as lines of a doc comment, which they cannot end. */
  readonly docText: (text: string) => readonly string[];
  /** A doc comment of such lines, and a line feed; an empty text where there are no lines. */
  readonly docComment: (lines: readonly string[]) => string;
  /**
   * The module specifier by which one file of the package imports another, with the ending that imports of the package have.
   *
   * @param from - Path of the file that imports, such as `zod/index.ts`.
   * @param to - Path of the imported file: `types.ts`, `processes/<fileName>.ts`, `runtime/index.ts`, or one of the emitter's.
   * @throws Error where a path does not end by `.ts`.
   */
  readonly importPath: (from: string, to: string) => string;
  /** Tells the user of something that the files cannot say, as a warning with the emitter's name. */
  readonly warn: (message: string, details?: EmitterWarning) => void;
}

/** What a warning of an emitter is about. */
export interface EmitterWarning {
  /** Id of the process. */
  readonly process?: string;
  /** JSON Pointer (RFC 6901) into the process description, such as `/inputs/month/schema`. */
  readonly pointer?: string;
  /** What the user can do about it. */
  readonly hint?: string;
}
