import { describe, expect, it } from "vitest";
import { patchSource } from "../../../src/generator/description/patches.js";
import type { Source } from "../../../src/generator/source/source.js";

const SOURCE: Source = {
  processes: [{ id: "primes", document: { id: "primes", inputs: { a: {} } } }],
  unselected: [{ id: "other", document: { id: "other" } }],
  unselectedIds: ["other", "unread"],
  failures: [{ id: "broken" }],
  diagnostics: [],
};

const ID_KEPT = {
  severity: "warning",
  code: "patch-without-effect",
  process: "primes",
  message:
    "The patch of this process changes its id, without effect: a process keeps the id by which the server lists it.",
  hint: "Leave the id out of the patch.",
};

describe("patches of descriptions", () => {
  it("correct those of their processes, selected or not, and nothing else", () => {
    const before = structuredClone(SOURCE);
    const { source, diagnostics } = patchSource(SOURCE, {
      primes: { inputs: { a: { minOccurs: 0 }, b: {} } },
      other: { title: "Other" },
    });
    expect(source).toEqual({
      ...SOURCE,
      processes: [
        {
          id: "primes",
          document: { id: "primes", inputs: { a: { minOccurs: 0 }, b: {} } },
        },
      ],
      unselected: [{ id: "other", document: { id: "other", title: "Other" } }],
    });
    expect(diagnostics.map(({ code, process }) => [code, process])).toEqual([
      ["description-patched", "primes"],
      ["description-patched", "other"],
    ]);
    expect(SOURCE).toEqual(before);
  });

  it.each([
    {
      name: "one that changes nothing",
      patches: { primes: { id: "primes", outputs: null } },
      wanted: [
        {
          severity: "warning",
          code: "patch-without-effect",
          process: "primes",
          message:
            "The patch of this process changes nothing: the server describes it so already.",
          hint: "Leave it out of patches.",
        },
      ],
    },
    ...[{ id: "other" }, { identifier: "other" }, { id: null }].map(
      (patch) => ({
        name: `one that gives another id, ${JSON.stringify(patch)}`,
        patches: { primes: patch },
        wanted: [ID_KEPT],
      }),
    ),
    {
      name: "one of an id that is not there",
      patches: { prime: { title: "P" } },
      wanted: [
        {
          severity: "warning",
          code: "patch-unused",
          message: 'There is a patch for "prime", and no such process.',
          hint: 'Did you mean "primes"?',
        },
      ],
    },
    {
      name: "one of an id that nothing resembles",
      patches: { zzzzzz: {} },
      wanted: [
        {
          severity: "warning",
          code: "patch-unused",
          message: 'There is a patch for "zzzzzz", and no such process.',
          hint: "Leave it out of patches.",
        },
      ],
    },
    {
      name: "none, where the description could not be read",
      patches: { broken: {}, unread: {} },
      wanted: [],
    },
  ])("warn of $name", ({ patches, wanted }) => {
    const found = patchSource(SOURCE, patches);
    expect(found.diagnostics).toEqual(wanted);
    expect(found.source).toEqual(SOURCE);
  });

  it("warn of another id where old drafts have it", () => {
    const document = { process: { id: "primes" } };
    const source = { ...SOURCE, processes: [{ id: "primes", document }] };
    const patch = { process: { id: "other" } };
    const { diagnostics, ...patched } = patchSource(source, { primes: patch });
    expect(patched).toEqual({ source });
    expect(diagnostics).toEqual([ID_KEPT]);
  });

  it("warn of another id, and correct what else they change", () => {
    const patch = { id: "other", title: "Primes" };
    const { source, diagnostics } = patchSource(SOURCE, { primes: patch });
    expect(source.processes).toEqual([
      {
        id: "primes",
        document: { id: "primes", inputs: { a: {} }, title: "Primes" },
      },
    ]);
    expect(diagnostics).toEqual([
      ID_KEPT,
      {
        severity: "info",
        code: "description-patched",
        process: "primes",
        message:
          "The description is corrected by a patch of the configuration.",
      },
    ]);
  });

  it("warn of no id that an incomplete list may lack", () => {
    const incomplete: Source = { ...SOURCE, incomplete: true };
    expect(patchSource(incomplete, { zzz: {} }).diagnostics).toEqual([]);
  });

  it.each([null, [], "text"])("must be objects, not %j", (patch) => {
    expect(() => patchSource(SOURCE, { primes: patch as never })).toThrow(
      'The patch of "primes" is no object.',
    );
  });
});
