import { describe, expect, it } from "vitest";
import { joinRuntime } from "../../../src/generator/join/join-runtime.js";

type Files = Readonly<Record<string, string>>;

/** The joined files without the licence's line, which all begin with. */
async function joined(files: Files): Promise<Files> {
  const texts = await joinRuntime(new Map(Object.entries(files)));
  const licence = "// SPDX-License-Identifier: Apache-2.0\n\n";
  return Object.fromEntries(
    [...texts].map(([name, text]) => {
      expect(text.startsWith(licence), name).toBe(true);
      return [name, text.slice(licence.length)];
    }),
  );
}

interface Row {
  readonly name: string;
  readonly given: Files;
  readonly wanted: Files;
}

const ROWS: readonly Row[] = [
  {
    name: "comments that silence a lint rule are left out, since generated files silence all",
    given: {
      "index.ts": `export { a } from "./zoo/a.js";\n`,
      "zoo/a.ts": `/** Any. */\n// eslint-disable-next-line no-rule -- It is needed.\nexport const a = {\n  // eslint-disable-next-line no-rule\n  b: 1, // Why.\n};\n`,
    },
    wanted: {
      "index.ts": `export { a } from "./core.js";\n`,
      "core.ts": `// --- zoo/a.ts ---

/** Any. */
export const a = {
  b: 1, // Why.
};
`,
    },
  },
  {
    name: "a file stands behind those whose values it needs, a room behind the rooms below it",
    given: {
      "index.ts": `// What users import.\nexport { Lion } from "./zoo/a.js";\nexport type { Food } from "./zoo/food.js";\n`,
      "zoo/a.ts": `import { Animal } from "./b.js";\nimport { SOUNDS } from "../words/sounds.js";\n\n/** Roars. */\nexport class Lion extends Animal {\n  sound = SOUNDS.lion;\n}\n`,
      "zoo/b.ts": `import type { Food } from "./food.js";\n\nexport class Animal {\n  eats?: Food;\n}\n`,
      "zoo/food.ts": `/** What is eaten. */\nexport type Food = "grass" | "meat";\n`,
      "words/sounds.ts": `/** By animal. */\nexport const SOUNDS = { lion: "roar" };\n`,
    },
    wanted: {
      "index.ts": `// What users import.
export type { Food } from "./core.js";
export { Lion } from "./core.js";
`,
      "core.ts": `// --- words/sounds.ts ---

/** By animal. */
const SOUNDS = { lion: "roar" };

// --- zoo/b.ts ---

class Animal {
  eats?: Food;
}

// --- zoo/a.ts ---

/** Roars. */
export class Lion extends Animal {
  sound = SOUNDS.lion;
}

// --- zoo/food.ts ---

/** What is eaten. */
export type Food = "grass" | "meat";
`,
    },
  },
  {
    name: "what nothing uses is left out, with its comments",
    given: {
      "index.ts": `export { used } from "./base/a.js";\n`,
      "base/a.ts": `// About the file.
import { both, type Shape, unused } from "./b.js";

/** Used. */
// eslint-disable-next-line some/rule -- For a reason.
export function used(shape: Shape): number {
  return both(shape); // behind
}

/** The generator alone uses it. */
export function forGenerator(): number {
  return unused;
}

// About these two.

/** One. */
const ONE = 1;
/** Two. */
const TWO = 2;

/** Used as a shorthand. */
export const used2 = { ONE, TWO };
`,
      "base/b.ts": `export interface Shape {
  unused: number;
}

export function both(shape: Shape): number;
export function both(shape: Shape | string): number {
  return typeof shape === "string" ? 0 : shape.unused;
}

export const unused = 1;
`,
      "base/c.ts": "export const notReached = 1;\n",
    },
    wanted: {
      "index.ts": `export { used } from "./core.js";\n`,
      "core.ts": `// --- base/b.ts ---

interface Shape {
  unused: number;
}

function both(shape: Shape): number;
function both(shape: Shape | string): number {
  return typeof shape === "string" ? 0 : shape.unused;
}

// --- base/a.ts ---

// About the file.

/** Used. */
export function used(shape: Shape): number {
  return both(shape); // behind
}
`,
    },
  },
  {
    name: "each target of an `import()` begins a file, which imports from the core what it needs of it",
    given: {
      "index.ts": `export { open } from "./base/open.js";\n`,
      "base/open.ts": `import type { Options } from "../late/zip.js";

/** Opens. */
export async function open(options: Options): Promise<unknown> {
  const { unzip } = await import("../late/zip.js");
  return [unzip(options), (await import("../late/tar.js")).untar()];
}
`,
      "base/failure.ts": `export class Failure extends Error {}\nexport type Reason = "a";\nexport const table = [Failure];\n`,
      "late/zip.ts": `import { Failure, table, type Reason } from "../base/failure.js";
import { inner } from "./inner.js";

export interface Options {
  reason: Reason;
}

/** Its own. */
function own(): number {
  return inner();
}

export function unzip(options: Options): unknown {
  return [own(), table, options instanceof Failure];
}
`,
      "late/inner.ts": `export const inner = (): number => 1;\n`,
      "late/tar.ts": `import { open } from "../base/open.js";
import { unzip } from "./zip.js";
import { inner } from "./inner.js";

export const untar = (): unknown => [unzip, inner, open];
`,
    },
    wanted: {
      "index.ts": `export { open } from "./core.js";\n`,
      "core.ts": `import type { Options } from "./zip.js";

// --- base/open.ts ---

/** Opens. */
export async function open(options: Options): Promise<unknown> {
  const { unzip } = await import("./zip.js");
  return [unzip(options), (await import("./tar.js")).untar()];
}
`,
      "tar.ts": `import { inner, unzip } from "./zip.js";
import { open } from "./core.js";

// --- late/tar.ts ---

export const untar = (): unknown => [unzip, inner, open];
`,
      "zip.ts": `// --- base/failure.ts ---

class Failure extends Error {}
type Reason = "a";
const table = [Failure];

// --- late/inner.ts ---

export const inner = (): number => 1;

// --- late/zip.ts ---

export interface Options {
  reason: Reason;
}

/** Its own. */
function own(): number {
  return inner();
}

export function unzip(options: Options): unknown {
  return [own(), table, options instanceof Failure];
}
`,
    },
  },
  {
    name: "what several units need, and the core does not, goes to that of jobs; what one needs, to it",
    given: {
      "index.ts": `export { open } from "./base/open.js";\n`,
      "base/open.ts": `import { near, type Shape } from "./near.js";

export const open = (shape: Shape): unknown => [
  near,
  shape,
  import("./one.js"),
  import("./two.js"),
];
`,
      "base/near.ts": `/** A type, which costs nothing. */
export interface Shape {
  size: Size;
}
type Size = number;

const step = 1;
/** What the core uses. */
export const near = step;

/** What two units use. */
export function far(): Size {
  return step + farther();
}
function farther(): number {
  return 2;
}

/** What one unit uses. */
export const alone = (): Far => new Far();
export class Far {}
/** What nothing uses. */
export const nothing = 0;
`,
      "base/both.ts": `export const both = 1;\n`,
      "base/one.ts": `import { both } from "./both.js";
import { alone, far, type Far } from "./near.js";

export const one = (): [Far, unknown] => [alone(), [far(), both]];
`,
      "base/two.ts": `import { both } from "./both.js";
import { far, type Far } from "./near.js";

export const two = (named: Far): unknown => [far(), both, named];
`,
    },
    wanted: {
      "index.ts": `export { open } from "./core.js";\n`,
      "core.ts": `// --- base/near.ts ---

/** A type, which costs nothing. */
interface Shape {
  size: Size;
}
export type Size = number;

export const step = 1;
/** What the core uses. */
const near = step;

// --- base/open.ts ---

export const open = (shape: Shape): unknown => [
  near,
  shape,
  import("./one.js"),
  import("./two.js"),
];
`,
      "jobs.ts": `import { type Size, step } from "./core.js";

// --- base/both.ts ---

export const both = 1;

// --- base/near.ts ---

/** What two units use. */
export function far(): Size {
  return step + farther();
}
function farther(): number {
  return 2;
}
`,
      "one.ts": `import { both, far } from "./jobs.js";

// --- base/near.ts ---

/** What one unit uses. */
const alone = (): Far => new Far();
export class Far {}

// --- base/one.ts ---

export const one = (): [Far, unknown] => [alone(), [far(), both]];
`,
      "two.ts": `import type { Far } from "./one.js";
import { both, far } from "./jobs.js";

// --- base/two.ts ---

export const two = (named: Far): unknown => [far(), both, named];
`,
    },
  },
  {
    name: "a global declaration stays with its file",
    given: {
      "index.ts": `export { a } from "./base/a.js";\n`,
      "base/a.ts": `import type { Name } from "./b.js";\n\ndeclare global {\n  interface Window {\n    named: Name;\n  }\n}\n\nexport const a = 1;\n`,
      "base/b.ts": `export type Name = string;\ndeclare global {\n  interface Document {}\n}\n`,
    },
    wanted: {
      "index.ts": `export { a } from "./core.js";\n`,
      "core.ts": `// --- base/a.ts ---

declare global {
  interface Window {
    named: Name;
  }
}

export const a = 1;

// --- base/b.ts ---

type Name = string;
declare global {
  interface Document {}
}
`,
    },
  },
];

describe("joining", () => {
  it.each(ROWS)("$name", async ({ given, wanted }) => {
    expect(await joined(given)).toEqual(wanted);
  });

  it("gives the same texts, whatever the order of the files", async () => {
    const [, , row] = ROWS;
    const reversed = Object.entries(row?.given ?? {}).reverse();
    expect(await joined(Object.fromEntries(reversed))).toEqual(row?.wanted);
  });
});

/** An index of one file, and that file. */
const fileOf = (text: string): Files => ({
  "index.ts": `export { a } from "./base/a.js";`,
  "base/a.ts": text,
  "base/b.ts": "export const b = 1;",
});

const SCOPE = "and all files of a unit share one scope: rename one.";

const REFUSED: readonly {
  readonly name: string;
  readonly given: Files;
  readonly wanted: string;
}[] = [
  {
    name: "two files that declare the same name",
    given: {
      ...fileOf(
        `import { b } from "./b.js";\n\nconst same = 1;\nexport const a = [b, same];`,
      ),
      "base/b.ts": `const same = 2;\nexport const b = same;`,
    },
    wanted: `src/runtime/base/b.ts:1: same is declared by base/a.ts as well, ${SCOPE}`,
  },
  {
    name: "a name that hides one that a file next to it imports",
    given: {
      "index.ts": `export { a } from "./base/a.js";`,
      "base/a.ts": `export const a = () => import("./late.js");\nexport const fail = 1;`,
      "base/late.ts": `import { own } from "./own.js";\nimport { a } from "./a.js";\nexport const late = [own, a];`,
      "base/own.ts": `const a = 2;\nexport const own = a;`,
    },
    wanted: `src/runtime/base/own.ts:1: a is imported from core by another file that is joined with base/own.ts, ${SCOPE}`,
  },
  {
    name: "a name that hides one of the platform that another file uses",
    given: {
      ...fileOf(
        `import { Response } from "./b.js";\nexport const a = Response;`,
      ),
      "index.ts": `export { a } from "./base/a.js";\nexport { c } from "./base/c.js";`,
      "base/b.ts": `export class Response {}`,
      "base/c.ts": `export const c = (answer: Response): unknown => answer;`,
    },
    wanted: `src/runtime/base/b.ts:1: base/c.ts uses the platform's Response, which this declaration would replace, ${SCOPE}`,
  },
  {
    name: "a name behind `as`",
    given: fileOf(`import { b as c } from "./b.js";\nexport const a = c;`),
    wanted:
      "src/runtime/base/a.ts:1: a name behind `as` cannot be joined, since all files share one scope: rename the declaration instead.",
  },
  {
    name: "`import *`",
    given: fileOf(`\nimport * as c from "./b.js";\nexport const a = c;`),
    wanted:
      "src/runtime/base/a.ts:2: `*` cannot be joined: import or export each name.",
  },
  {
    name: "`export *`",
    given: { "index.ts": `export * from "./b.js";`, "b.ts": "" },
    wanted:
      "src/runtime/index.ts:1: `*` cannot be joined: import or export each name.",
  },
  {
    name: "a default import",
    given: fileOf(`import b from "./b.js";\nexport const a = b;`),
    wanted:
      "src/runtime/base/a.ts:1: a default import has no name that is the same in all files: export and import by name.",
  },
  {
    name: "a default export",
    given: fileOf(`export const a = 1;\nexport default function b() {}`),
    wanted:
      "src/runtime/base/a.ts:2: a default export has no name that is the same in all files: export by name.",
  },
  {
    name: "an import for its side effects",
    given: fileOf(`import "./b.js";\nexport const a = 1;`),
    wanted:
      "src/runtime/base/a.ts:1: an import for its side effects only keeps bundlers from leaving code out: export a function and call it where it is needed.",
  },
  {
    name: "a statement that runs when the file is loaded",
    given: fileOf(`export const a = new Map();\na.set(1, 2);`),
    wanted:
      "src/runtime/base/a.ts:2: a statement that runs when the file is loaded keeps bundlers from leaving code out: move it into a function.",
  },
  {
    name: "a name that a file passes on",
    given: fileOf(`export { b } from "./b.js";\nexport const a = 1;`),
    wanted:
      "src/runtime/base/a.ts:1: only declarations are exported: write `export` before the declaration, and import names from the file that declares them.",
  },
  {
    name: "destructuring",
    given: fileOf(`export const { a } = { a: 1 };`),
    wanted:
      "src/runtime/base/a.ts:1: destructuring at the top level of a file cannot be joined: declare each name by itself.",
  },
  {
    name: "code in index.ts",
    given: { "index.ts": "export const a = 1;" },
    wanted:
      "src/runtime/index.ts:1: index.ts may only list names, as `export { x, type Y } from`: move other code into a room.",
  },
  {
    name: "a name that index.ts lists and its file does not declare",
    given: fileOf(`export const c = 1;`),
    wanted:
      "src/runtime/index.ts:1: base/a.ts declares no a: export it from the file that declares it.",
  },
  {
    name: "a file that does not exist",
    given: fileOf(`import { c } from "./c.js";\nexport const a = c;`),
    wanted: `src/runtime/base/a.ts:1: "./c.js" is no file of src/runtime: correct the path, which ends in .js.`,
  },
  {
    name: "a package",
    given: fileOf(`export const a = () => import("undici");`),
    wanted: `src/runtime/base/a.ts:1: bundlers and compilers would look for "undici": reach packages and modules of Node's through base/platform.ts.`,
  },
  {
    name: "a type `import(...)`",
    given: fileOf(`export let a: typeof import("./b.js");`),
    wanted:
      "src/runtime/base/a.ts:1: a type `import(...)` cannot be joined: write `import type { X } from`.",
  },
  {
    name: "a circle of files",
    given: {
      ...fileOf(
        `import { b } from "./b.js";\nexport const a = (): unknown => b;`,
      ),
      "base/b.ts": `import { a } from "./a.js";\nexport const b = (): unknown => a;`,
    },
    wanted:
      "src/runtime/base/a.ts:1: base/a.ts imports values of files that import values of it: move what both need into a third file.",
  },
  {
    name: "a circle of rooms",
    given: {
      "index.ts": `export { a } from "./one/a.js";`,
      "one/a.ts": `import type { B } from "../two/b.js";\nexport const a: B[] = [];`,
      "two/b.ts": `import type { C } from "../one/c.js";\nexport type B = C;`,
      "one/c.ts": `export type C = 1;`,
    },
    wanted:
      "src/runtime/one/a.ts:1: the room one imports rooms that import it: rooms stand one above the other.",
  },
  {
    name: "a file that is loaded lazily and imported statically",
    given: {
      ...fileOf(
        `import { b } from "./b.js";\n\nexport const a = () => [b, import("./b.js")];`,
      ),
    },
    wanted:
      "src/runtime/base/a.ts:3: base/b.ts is loaded lazily here, but src/runtime/base/a.ts:1 imports it: import it in one way only.",
  },
  {
    name: "two lazily loaded files of the same name",
    given: {
      ...fileOf(
        `export const a = () => [\n  import("./b.js"),\n  import("../other/b.js")];`,
      ),
      "other/b.ts": "export const c = 1;",
    },
    wanted:
      "src/runtime/base/a.ts:3: a joined file b.ts exists already, of base/b.ts: rename other/b.ts.",
  },
  {
    name: "a lazily loaded file that is called as the core",
    given: {
      ...fileOf(`export const a = () => import("../other/core.js");`),
      "other/core.ts": "export const c = 1;",
    },
    wanted:
      "src/runtime/base/a.ts:1: a joined file core.ts exists already: rename other/core.ts.",
  },
];

describe("is refused with its place:", () => {
  it.each(REFUSED)("$name", async ({ given, wanted }) => {
    await expect(joined(given)).rejects.toThrow(
      expect.objectContaining({ name: "JoinError", message: wanted }),
    );
  });

  it("all of them at once", async () => {
    const given = fileOf(
      `import "./b.js";\nexport default function c() {}\nexport const a = 1;`,
    );
    await expect(joined(given)).rejects.toThrow(/a\.ts:1: .*\n.*a\.ts:2: /);
  });
});
