import { Complaint } from "../complaint.js";
import { sources } from "../delivery.js";
import type { Environment, Step } from "../environment.js";
import { runTool, tool, tsc } from "../steps.js";

interface LintedFile {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null }[];
}

/** ESLint with the configuration of the project finds nothing in it, not even a comment that it does not need. */
const eslint: Step = async (project) => {
  const script =
    'import("eslint").then(async ({ ESLint }) => console.log(JSON.stringify(await new ESLint().lintFiles(["src"]))))';
  const output = await runTool(project, "node", ["-e", script]);
  const files = JSON.parse(output) as readonly LintedFile[];
  const bad = files.filter(({ messages }) => messages.length > 0);
  if (bad.length === 0) return `0 complaints in ${files.length} files`;
  const rules = bad.flatMap(({ messages }) =>
    messages.map(({ ruleId }) => ruleId ?? "unused directive"),
  );
  const counts = [...new Set(rules)].map((rule) => ({
    rule,
    count: rules.filter((other) => other === rule).length,
  }));
  counts.sort((one, other) => other.count - one.count);
  const most = counts.slice(0, 4).map(({ rule, count }) => `${rule} ${count}`);
  const first = bad[0]?.filePath.replace(`${project.folder}/`, "") ?? "";
  throw new Complaint(
    `${rules.length} complaints in ${bad.length} of ${files.length} files: ${most.join(", ")}; first in ${first}`,
  );
};

const prettier = tool("prettier", ["--check", "."], {
  figure: "nothing to format",
});

/** Nested in a project, the generated folder adds no finding of the project's linters and formatters. */
export const LINT: readonly Environment[] = [
  {
    name: "eslint-strict",
    layers: ["eslint-strict"],
    deliveries: sources("src/generated", "js", "detected"),
    steps: [tsc("--noEmit"), eslint],
  },
  {
    // The configuration of the template react-ts of Vite 7.
    name: "eslint-vite",
    layers: ["vite-page", "vite-7"],
    deliveries: sources("src/generated", "detected"),
    steps: [eslint],
  },
  {
    // The template react-ts of Vite 8.
    name: "oxlint",
    layers: ["vite-page", "vite-8"],
    deliveries: sources("src/generated", "detected"),
    steps: [
      tool("oxlint", ["--deny-warnings"], {
        expected: /Found 0 warnings/,
        figure: "no finding",
      }),
    ],
  },
  {
    name: "biome",
    layers: ["biome"],
    deliveries: sources("src/generated", "detected"),
    steps: [
      tool("biome", ["check", "--error-on-warnings", "src"], {
        figure: "no finding",
      }),
    ],
  },
  {
    // Another version and another style than ours.
    name: "prettier",
    layers: ["prettier"],
    deliveries: sources("src/generated", "detected"),
    steps: [prettier],
  },
  {
    name: "prettier-default",
    layers: ["prettier-default"],
    deliveries: sources("src/generated", "detected"),
    steps: [prettier],
  },
];
