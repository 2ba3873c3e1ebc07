import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./command.js";
import type { Delivered, Delivery, Project } from "./environment.js";
import { COMMAND, type Service } from "./matrix.js";
import { CLIENT_PACKAGE } from "./project.js";

const LIMIT_MS = 120_000;

/** A value of `--import-extension`; `detected` is no flag. */
export type Extension = "js" | "ts" | "none" | "detected";

/** Runs the command in the project, as its user does. */
export async function generate(
  project: Project,
  out: string,
  flags: readonly string[] = [],
  service: Service = "local",
): Promise<void> {
  const { folder, matrix } = project;
  await rm(join(folder, out), { recursive: true, force: true });
  project.report = await run({
    what: ["generate", ...flags].join(" "),
    program: process.execPath,
    args: [COMMAND, "--url", matrix.urls[service], "--out", out, ...flags],
    cwd: folder,
    limitMs: LIMIT_MS,
  });
}

/** Sources in a folder of the project, once for each way to import the files inside the package. */
export function sources(
  out: string,
  ...extensions: readonly Extension[]
): readonly Delivery[] {
  return extensions.map((extension) => {
    const flags =
      extension === "detected" ? [] : ["--import-extension", extension];
    return {
      label: extension,
      deliver: async (project): Promise<Delivered> => {
        await generate(project, out, flags);
        const folder = join(project.folder, out);
        const label =
          extension === "detected"
            ? `detected ${await extensionIn(folder)}`
            : extension;
        return { label, digest: await digestOf(folder) };
      },
    };
  });
}

/** Sources as a package of its own: a workspace of the project. */
export function workspace(out: string): readonly Delivery[] {
  return [
    {
      label: "",
      deliver: async (project): Promise<Delivered> => {
        await generate(project, out, ["--package-name", CLIENT_PACKAGE]);
        return { label: "", digest: "" };
      },
    },
  ];
}

/** The package that `--emit js` writes, installed from its tarball. */
export const PUBLISHED: readonly Delivery[] = [
  {
    label: "",
    deliver: async ({ folder, matrix }): Promise<Delivered> => {
      // npm keeps one of the same version.
      await rm(join(folder, "node_modules", CLIENT_PACKAGE), {
        recursive: true,
        force: true,
      });
      await run({
        what: "npm install of the published package",
        program: "npm",
        args: ["install", "--no-save", await matrix.published()],
        cwd: folder,
        limitMs: LIMIT_MS,
      });
      return { label: "", digest: "" };
    },
  },
];

/** How `index.ts` imports its neighbours. */
async function extensionIn(folder: string): Promise<Extension> {
  const text = await readFile(join(folder, "index.ts"), "utf8");
  const [, ending] = /from "\.\/[\w/-]+(\.\w+)?"/.exec(text) ?? [];
  if (ending === undefined) return "none";
  return ending === ".ts" ? "ts" : "js";
}

async function digestOf(folder: string): Promise<string> {
  const hash = createHash("sha256");
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((file) => file.endsWith(".ts")).sort()) {
    hash.update(name).update(await readFile(join(folder, name)));
  }
  return hash.digest("hex");
}
