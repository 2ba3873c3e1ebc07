import { existsSync } from "node:fs";
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { Complaint } from "../complaint.js";
import { PUBLISHED, sources } from "../delivery.js";
import type { Environment, Project, Step } from "../environment.js";
import { ROOT } from "../matrix.js";
import { CLIENT_PACKAGE } from "../project.js";
import { job, runTool, tool, tsc } from "../steps.js";

/** Links of a README.md that lead to no file beside it. */
async function deadLinks(folder: string): Promise<string> {
  const text = await readFile(join(folder, "README.md"), "utf8");
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = ""]) =>
    href.replace(/#.*/, ""),
  );
  const local = [...new Set(links)].filter(
    (href) => href !== "" && !/^[a-z]+:/.test(href),
  );
  const dead = local.filter((href) => !existsSync(join(folder, href)));
  if (dead.length > 0) {
    throw new Complaint(
      `${dead.length} of ${local.length} links lead to nothing: ${dead.join(" ")}`,
    );
  }
  return `${local.length} links`;
}

const readmeOfTheTool: Step = async (project) => {
  await runTool(project, "tar", ["xzf", await project.matrix.packed()]);
  return `${await deadLinks(join(project.folder, "package"))} in the tool's README.md`;
};

const readmeOfThePackage: Step = async ({ folder }) =>
  `${await deadLinks(join(folder, "node_modules", CLIENT_PACKAGE))} in the package's`;

/** publint and Are the types wrong?, of this project, on the tarball. */
const checked: Step = async (project) => {
  const tarball = await project.matrix.published();
  const tools = join(ROOT, "node_modules");
  await runTool(project, "node", [
    ...[join(tools, "publint/src/cli.js"), tarball, "--strict"],
  ]);
  await runTool(project, "node", [
    ...[join(tools, "@arethetypeswrong/cli/dist/index.js"), tarball],
    ...["--profile", "esm-only"],
  ]);
  return "publint and attw pass";
};

/** The bundle runs where nothing is installed: no import of it is left to run time. */
const runAlone: Step = async (project: Project) => {
  const { folder, matrix } = project;
  await rename(
    join(folder, "dist/main.cjs"),
    join(matrix.scratch, "validate.cjs"),
  );
  const program = [join(matrix.scratch, "validate.cjs")];
  await job("node", program)(project);
  const output = await runTool(project, "node", program);
  const [, refused = "nothing"] = /^REFUSED (.*)$/m.exec(output) ?? [];
  if (refused !== "ValidationError") {
    throw new Complaint(`a value of a wrong type: ${refused}`);
  }
  return "refuses what the schema refuses";
};

/** What is published, and what is bundled with everything it needs. */
export const PUBLICATION: readonly Environment[] = [
  {
    name: "publish-checks",
    layers: ["empty"],
    steps: [checked],
  },
  {
    name: "readme-links",
    layers: ["empty"],
    deliveries: PUBLISHED,
    steps: [readmeOfTheTool, readmeOfThePackage],
  },
  {
    name: "validate-bundle",
    layers: ["validate-bundle"],
    deliveries: sources("src/generated", "detected"),
    steps: [
      tsc("--noEmit"),
      tool("esbuild", [
        ...["src/main.ts", "--bundle", "--platform=node", "--format=cjs"],
        ...["--outfile=dist/main.cjs", "--log-level=warning"],
      ]),
      runAlone,
    ],
  },
];
