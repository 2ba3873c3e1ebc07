import { readFileSync } from "node:fs";
import { cpus, totalmem, type as systemName, release } from "node:os";
import { join } from "node:path";
import type { Peer } from "./peers.js";
import type { Section } from "./section.js";

/** The page of the documentation, in Markdown. */
export function reportText(
  sections: readonly Section[],
  peers: readonly Peer[],
  commit: string,
): string {
  return [
    "# Benchmarks",
    "`npm run build`, then `npm run bench` measures and writes this page; `npm run bench -- --help` says how to run parts of it. No test depends on a time.",
    "Whole processes run in pairs, one right after the other, and the first of a pair is the second of the next; the first pair does not count. Figures are medians of the runs. A ratio is the median of the ratios of the pairs, so that other load on the machine affects both sides: below 1, this generator takes less. `cpu` is the processor time of all threads, in user and system mode. Nothing is deleted before all is measured, nor in the minute before: file systems may look for the place of a new file among those that were not deleted a short time ago, which takes half of a second for 1,000 files.",
    machineText(peers, commit),
    ...sections.flatMap(({ title, text, columns, rows }) => [
      `## ${title}`,
      text,
      table(columns, rows),
    ]),
  ].join("\n\n");
}

function machineText(peers: readonly Peer[], commit: string): string {
  const processors = cpus();
  const others = peers.map(({ name, version }) => `${name} ${version}`);
  return [
    `Measured on ${new Date().toISOString().slice(0, 10)}:`,
    "",
    `- machine: ${processors.length} × ${processors[0]?.model.trim() ?? "processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${systemName()} ${release()}`,
    `- Node.js ${process.versions.node}, undici ${versionOf("undici")}, TypeScript ${versionOf("typescript")}`,
    `- s2gos-codegen, commit ${commit}`,
    `- other generators: ${others.join(", ")}`,
  ].join("\n");
}

function versionOf(name: string): string {
  const file = join(
    import.meta.dirname,
    "../../node_modules",
    name,
    "package.json",
  );
  const { version } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly version: string;
  };
  return version;
}

/** A table in Markdown, with the figures in columns of one width as Prettier has them. */
function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map((name, at) =>
    Math.max(3, ...[name, ...rows.map((row) => row[at] ?? "")].map(length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - length(cell))).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [columns, rule, ...rows].map(line).join("\n");
}

function length(text: string): number {
  return [...text].length;
}
