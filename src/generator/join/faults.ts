import type { ts } from "ts-morph";

/** A place in the runtime's sources that cannot be joined. */
export interface JoinFault {
  /** Path below `src/runtime`, with forward slashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** All that keeps the runtime's files from being joined, one line for each. */
export class JoinError extends Error {
  constructor(faults: readonly JoinFault[]) {
    const lines = faults.map(
      ({ path, line, message }) => `src/runtime/${path}:${line}: ${message}`,
    );
    super([...new Set(lines)].join("\n"));
    this.name = "JoinError";
  }
}

/** A fault at a node of a file. */
export function faultAt(
  path: string,
  node: ts.Node,
  message: string,
): JoinFault {
  const source = node.getSourceFile();
  const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
  return { path, line: line + 1, message };
}
