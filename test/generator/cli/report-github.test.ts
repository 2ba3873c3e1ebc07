import { describe, expect, it } from "vitest";
import {
  githubAnnotations,
  githubError,
  type Annotated,
} from "../../../src/generator/cli/report-github.js";

const redact = (text: string): string => text.replaceAll("s3cret", "***");

const NOTHING: Annotated = { diagnostics: [], drift: [] };

describe("annotations of GitHub Actions", () => {
  it.each<[string, Annotated, string]>([
    ["of nothing", NOTHING, ""],
    [
      "of drift, by what it breaks",
      {
        ...NOTHING,
        drift: [
          {
            kind: "added",
            breaking: false,
            class: "additive",
            text: "+ process b",
          },
          {
            kind: "removed",
            breaking: true,
            class: "compile-time",
            text: "- process a (breaking)",
          },
        ],
      },
      "::error title=A process changed%2C which breaks callers::- process a (breaking)\n::warning title=A process changed::+ process b\n",
    ],
    [
      "of findings, with their place and hint, and none for information",
      {
        ...NOTHING,
        diagnostics: [
          {
            severity: "warning",
            code: "odd",
            process: "p",
            pointer: "/inputs/x",
            message: "Odd s3cret.",
            hint: "Do this.",
          },
          { severity: "info", code: "i", message: "By the way." },
        ],
      },
      "::warning title=odd::Odd ***.%0Aat: process p #/inputs/x%0Ahint: Do this.\n",
    ],
    [
      "of text that would begin a command of its own",
      {
        ...NOTHING,
        diagnostics: [
          {
            severity: "error",
            code: "odd",
            message: "100 %\n::set-output name=x::y\r\u001B[31m",
          },
        ],
      },
      "::error title=odd::100 %25 ::set-output name=x::y\\u{d}\\u{1b}[31m\n",
    ],
  ])("%s", (_name, given, wanted) => {
    expect(githubAnnotations(given, redact)).toBe(wanted);
  });

  it("are no more than GitHub shows", () => {
    const drift = Array.from({ length: 25 }, (_, index) => ({
      kind: "removed" as const,
      breaking: true,
      class: "compile-time" as const,
      text: `- process p${index} (breaking)`,
    }));
    const lines = githubAnnotations({ ...NOTHING, drift }, redact)
      .trimEnd()
      .split("\n");
    expect(lines).toHaveLength(10);
    expect(lines.at(-1)).toBe(
      "::error title=s2gos-codegen::and 16 more, which the log of this step has",
    );
  });

  it("tell why a run ended", () => {
    expect(
      githubError({
        exitCode: 2,
        code: "usage",
        message: "No.",
        where: "a.json",
        hint: "Yes.",
      }),
    ).toBe("::error title=s2gos-codegen::No.%0Aat: a.json%0Ahint: Yes.\n");
  });
});
