import type { ts as Compiler } from "ts-morph";

const LIBRARY = "lib.d.ts";

/**
 * What the compiler has to know of the language to print declarations: names of
 * types, and the symbols that members are named by. Of a symbol that it does not
 * know it declares the member twice. Nothing reads members of these types.
 */
const LIBRARY_TEXT = `
interface Array<T> { readonly length: number; [index: number]: T }
interface Boolean {}
interface CallableFunction {}
interface Function {}
interface IArguments {}
interface NewableFunction {}
interface Number {}
interface Object {}
interface RegExp {}
interface String {}
interface Symbol {}
interface SymbolConstructor {
  readonly asyncDispose: unique symbol;
  readonly asyncIterator: unique symbol;
  readonly dispose: unique symbol;
  readonly iterator: unique symbol;
  readonly toPrimitive: unique symbol;
  readonly toStringTag: unique symbol;
}
declare var Symbol: SymbolConstructor;
`;

/**
 * What the compiler reads and writes: the sources of a package, in memory, and
 * nothing from disk.
 *
 * @param compiled - Gets the texts that the compiler writes, by their paths.
 */
export function sourceHost(
  ts: typeof Compiler,
  sources: readonly { readonly path: string; readonly text: string }[],
  compiled: Map<string, string>,
): Compiler.CompilerHost {
  const texts = new Map([
    [LIBRARY, LIBRARY_TEXT],
    ...sources.map(({ path, text }): [string, string] => [path, text]),
  ]);
  return {
    fileExists: (name) => texts.has(name),
    readFile: (name) => texts.get(name),
    getSourceFile: (name, version) => {
      const text = texts.get(name);
      return text === undefined
        ? undefined
        : ts.createSourceFile(name, text, version);
    },
    writeFile: (name, text) => {
      compiled.set(name, text);
    },
    getDefaultLibFileName: () => LIBRARY,
    getCurrentDirectory: () => "",
    getCanonicalFileName: (name) => name,
    useCaseSensitiveFileNames: () => true,
    getNewLine: () => "\n",
  };
}
