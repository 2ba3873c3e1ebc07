import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { UsageError } from "../../../src/generator/errors.js";
import { MANIFEST_NAME } from "../../../src/generator/output/manifest.js";
import { planOutput } from "../../../src/generator/output/plan.js";
import { writeOutput } from "../../../src/generator/output/write.js";
import { readFiles, temporaryFolder, writeFiles } from "./folder.js";

type Step =
  | { readonly does: "generate"; readonly files: Record<string, string> }
  | { readonly does: "write"; readonly path: string; readonly text: string }
  | { readonly does: "delete"; readonly path: string };

const PATH = fc.constantFrom("a.ts", "b.ts", "p/a.ts", "p/b.ts", "p/q/c.ts");
const TEXT = fc.constantFrom("one\n", "two\n", "three\r\n");

const STEP: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant("generate" as const),
      files: fc.dictionary(PATH, fc.constantFrom("one\n", "two\n")),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant("write" as const),
      path: PATH,
      text: TEXT,
    }),
  },
  fc.record({ does: fc.constant("delete" as const), path: PATH }),
);

function normal(value: string | undefined): string | undefined {
  return value?.replaceAll("\r\n", "\n");
}

/**
 * A model of the folder: what is whose. The user writes and deletes between
 * generations; nothing that the user wrote may be lost unless it lay in a file
 * that is generated and that the user edited.
 */
it("loses nothing of the user's, whatever comes one after the other", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(STEP, { maxLength: 12 }), async (steps) => {
      using folder = temporaryFolder();
      const root = join(folder.path, "out");
      const files = new Map<string, string>();
      const written = new Map<string, string>();
      for (const action of steps) {
        if (action.does === "write") {
          writeFiles(root, { [action.path]: action.text });
          files.set(action.path, action.text);
        } else if (action.does === "delete") {
          rmSync(join(root, action.path), { force: true });
          files.delete(action.path);
        } else {
          const wanted = new Map(Object.entries(action.files));
          const blocked = [...wanted].some(
            ([name, content]) =>
              files.has(name) &&
              !written.has(name) &&
              normal(files.get(name)) !== content,
          );
          const outcome = await planOutput(
            root,
            [...wanted].map(([name, content]) => ({
              path: name,
              text: content,
            })),
            { force: true },
          ).catch((error: unknown) => error);
          expect(outcome instanceof UsageError).toBe(blocked);
          if (outcome instanceof UsageError) continue;
          const { plan } = outcome as Awaited<ReturnType<typeof planOutput>>;
          await writeOutput(plan);
          for (const [name, content] of written) {
            const untouched = normal(files.get(name)) === content;
            if (!wanted.has(name) && untouched) files.delete(name);
          }
          written.clear();
          for (const [name, content] of wanted) {
            if (normal(files.get(name)) !== content) files.set(name, content);
            written.set(name, content);
          }
        }
        const found = readFiles(dirname(root));
        const present = Object.entries(found).filter(
          ([name]) => !name.endsWith("/") && name !== `out/${MANIFEST_NAME}`,
        );
        expect(Object.fromEntries(present)).toEqual(
          Object.fromEntries(
            [...files].map(([name, content]) => [`out/${name}`, content]),
          ),
        );
      }
    }),
    { numRuns: 150 },
  );
});
