import { measure, node } from "../measure.js";
import { compare } from "../pairs.js";
import {
  COMPARISON_COLUMNS,
  comparisonCells,
  type MakeSection,
} from "../section.js";

/** How much longer than Node.js alone the command takes to say something of itself. */
export const startUp: MakeSection = async ({ main, pairs }) => {
  const rows: (readonly string[])[] = [];
  for (const flag of ["--help", "--version"]) {
    const compared = await compare(
      pairs(1),
      () => measure(node(main, flag)),
      () => measure(node("--eval", "0")),
    );
    rows.push([`\`${flag}\``, ...comparisonCells(compared)]);
  }
  return {
    title: "Start",
    text: "`s2gos-codegen --help` and `--version`, against `node --eval 0`.",
    columns: ["flag", ...COMPARISON_COLUMNS],
    rows,
  };
};
