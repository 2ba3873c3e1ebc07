import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generate } from "../../../src/generator/generate.js";
import type { GenerateOptions } from "../../../src/generator/generate-options.js";
import type { GenerateResult } from "../../../src/generator/result.js";
import { temporaryFolder } from "../output/folder.js";

/** A project of a user with recorded descriptions, which generates a package. */
export interface Project extends Disposable {
  readonly folder: string;
  /** Writes a file of the project. */
  readonly write: (path: string, content: unknown) => void;
  /** Generates `api` from `descriptions`, and tells whether that was a full run. */
  readonly run: (
    options?: Partial<GenerateOptions>,
  ) => Promise<{ readonly isFull: boolean; readonly result: GenerateResult }>;
}

/** A process with an input that is kept, and one that causes a warning. */
export function description(id: string, type = "string"): object {
  return {
    id,
    title: id,
    version: "1.0.0",
    inputs: {
      text: { schema: { type } },
      odd: { schema: { type: "no-such-type" } },
    },
    outputs: { result: { schema: { type: "string" } } },
  };
}

/** A new project with two processes. */
export function project(): Project {
  const folder = temporaryFolder();
  const write: Project["write"] = (path, content) => {
    const file = join(folder.path, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      file,
      typeof content === "string" ? content : JSON.stringify(content),
    );
  };
  write("package.json", { type: "module" });
  write("node_modules/.keep", "");
  write("descriptions/one.json", description("one"));
  write("descriptions/two.json", description("two"));
  return {
    folder: folder.path,
    write,
    run: async (options) => {
      const phases = new Set<string>();
      const source =
        options?.url === undefined
          ? { input: join(folder.path, "descriptions") }
          : {};
      const result = await generate({
        ...source,
        out: join(folder.path, "api"),
        onProgress: ({ phase }) => phases.add(phase),
        ...options,
      });
      return { isFull: phases.has("format"), result };
    },
    [Symbol.dispose]: () => {
      folder[Symbol.dispose]();
    },
  };
}
