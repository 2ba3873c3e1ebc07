declare global {
  /**
   * What `await using` needs of a value. TypeScript's library `ESNext.Disposable` and Node's types add the method; a
   * program without these compiles as well, because of this declaration.
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- It is merged with that of the user's library.
  interface AsyncDisposable {}
}

/**
 * The base of a class with a method `close`, which `await using` calls at the end of a block. A call makes it, which
 * bundlers leave out where nothing uses it; they keep each class with a computed name at the top level of a file.
 */
export const DISPOSABLE: new () => AsyncDisposable =
  /* @__PURE__ */ disposableClass();

function disposableClass(): new () => AsyncDisposable {
  // Where a platform does not have the symbol, compilers that support `await using` there look for this one.
  const key: symbol =
    (Symbol as { readonly asyncDispose?: symbol }).asyncDispose ??
    Symbol.for("Symbol.asyncDispose");
  abstract class ClosedAfterUse {
    abstract close(): Promise<void>;

    async [key](): Promise<void> {
      await this.close();
    }
  }
  return ClosedAfterUse as unknown as new () => AsyncDisposable;
}
