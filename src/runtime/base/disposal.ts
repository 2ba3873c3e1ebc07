declare global {
  /**
   * What `await using` needs of a value. TypeScript's library `ESNext.Disposable` and Node's types add the method; a
   * program without these compiles as well, because of this declaration.
   */
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- It is merged with that of the user's library.
  interface AsyncDisposable {}
}

/** Where a platform does not have the symbol, compilers that support `await using` there look for this one. */
const DISPOSAL_KEY: symbol =
  (Symbol as { readonly asyncDispose?: symbol }).asyncDispose ??
  /* @__PURE__ */ Symbol.for("Symbol.asyncDispose");

abstract class ClosedAfterUse {
  abstract close(): Promise<void>;

  async [DISPOSAL_KEY](): Promise<void> {
    await this.close();
  }
}

/** The base of a class with a method `close`, which `await using` calls at the end of a block. */
export const DISPOSABLE: new () => AsyncDisposable =
  ClosedAfterUse as unknown as new () => AsyncDisposable;
