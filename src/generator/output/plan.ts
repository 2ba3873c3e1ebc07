import type { Diagnostic } from "../diagnostic.js";
import type { FormatFile } from "../format/format.js";
import { compareCodePoints, mapMembers } from "../json.js";
import { Disk } from "./disk.js";
import {
  refuseForeignFolder,
  refuseOverwriting,
  requireFolder,
} from "./foreign-files.js";
import { resolveRoot } from "./locations.js";
import {
  MANIFEST_NAME,
  manifestText,
  readManifestSync,
  recordedFile,
  textHash,
  type Manifest,
  type ManifestFile,
} from "./manifest-file.js";
import { requireSafePaths } from "./paths.js";
import { recoverOutput } from "./recover.js";
import type { WritePlan } from "./write-plan.js";

/** A generated file, still in memory. */
export interface GeneratedFile {
  /** Path relative to the output folder, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  /** What the text was formatted from and how; the manifest keeps it. */
  readonly format?: string;
}

/** Options of a plan. */
export interface PlanOptions {
  /** Writes into a folder that holds files of others. They stay untouched. Default false. */
  readonly force?: boolean | undefined;
  /** Paths of generated files of an earlier run that are kept although they were not generated this time: their processes failed, or are unchanged. */
  readonly retained?: readonly string[] | undefined;
  /** Files of each process id; the manifest keeps them, so that a later run knows what to retain. */
  readonly processes?: Readonly<Record<string, readonly string[]>> | undefined;
  /** What the manifest keeps of the model, see `packModel`. */
  readonly model?: unknown;
  /** Formats the manifest, as the other files were formatted. Default: it keeps its layout. */
  readonly formatFile?: FormatFile | undefined;
}

/**
 * Compares generated files with the output folder. Nothing is written, except that
 * what a killed run left behind is recovered first.
 *
 * @throws UsageError if writing would replace files that are not generated.
 */
export async function planOutput(
  root: string,
  files: readonly GeneratedFile[],
  options: PlanOptions = {},
): Promise<{
  readonly plan: WritePlan;
  readonly diagnostics: readonly Diagnostic[];
  /** SHA-256 of each file that the folder has after writing, the manifest included. */
  readonly files: Readonly<Record<string, string>>;
}> {
  requireSafePaths([MANIFEST_NAME, ...files.map((file) => file.path)]);
  const folder = resolveRoot(root);
  await recoverOutput(folder);
  requireFolder(folder);
  const disk = new Disk(folder);
  const before = readManifestSync(folder);
  const after = nextManifest(before, files, options);
  const wanted = new Map(files.map((file) => [file.path, file.text]));
  wanted.set(
    MANIFEST_NAME,
    await formattedManifest(disk, before, after, options),
  );

  const compared = compareWanted(disk, wanted, before, options.force === true);
  if (before === undefined && options.force !== true) {
    refuseForeignFolder(folder, new Set(compared.keep));
  }
  const obsolete = obsoleteFiles(disk, before, after, wanted);
  const changed = [...compared.create, ...compared.update];
  return {
    plan: {
      root: folder,
      create: compared.create.sort(compareCodePoints),
      update: compared.update.sort(compareCodePoints),
      delete: obsolete.remove.sort(compareCodePoints),
      keep: [...compared.keep, ...obsolete.retained].sort(compareCodePoints),
      contents: new Map(changed.map((path) => [path, wanted.get(path) ?? ""])),
    },
    diagnostics: [...compared.diagnostics, ...obsolete.diagnostics],
    files: {
      ...mapMembers(after.files, ({ sha256 }) => sha256),
      [MANIFEST_NAME]: textHash(wanted.get(MANIFEST_NAME) ?? ""),
    },
  };
}

/** The manifest that the folder has after writing: new files, and old ones that stay. */
function nextManifest(
  before: Manifest | undefined,
  files: readonly GeneratedFile[],
  options: PlanOptions,
): Manifest {
  const generated = files.map(
    ({ path, text, format }): [string, ManifestFile] => {
      const sha256 = textHash(text);
      return [path, format === undefined ? { sha256 } : { sha256, format }];
    },
  );
  const retained = new Set(options.retained);
  const processes = options.processes ?? {};
  return {
    files: Object.fromEntries([
      ...Object.entries(before?.files ?? {}).filter(([path]) =>
        retained.has(path),
      ),
      ...generated,
    ]),
    processes: Object.fromEntries([
      ...Object.entries(before?.processes ?? {}).filter(([, paths]) =>
        paths.some((path) => retained.has(path)),
      ),
      ...Object.entries(processes),
    ]),
    ...(options.model === undefined ? {} : { model: options.model }),
  };
}

/** Stands in the manifest for the hash of its text, which cannot contain its own: as long, so that the layout stays. */
const OWN_FORMAT = "0".repeat(16);
const OWN_FORMAT_MEMBER = new RegExp(`("format": ?)"${OWN_FORMAT}"`);
/** The line of it where nothing was formatted. */
const OWN_FORMAT_LINE = `  "format": "${OWN_FORMAT}",\n`;

/** The text of the manifest, formatted like the other files; the text on disk where it would become that again. */
async function formattedManifest(
  disk: Disk,
  before: Manifest | undefined,
  after: Manifest,
  { formatFile }: PlanOptions,
): Promise<string> {
  if (formatFile === undefined) return manifestText(after);
  const text = manifestText({ ...after, format: OWN_FORMAT });
  const formatted = await formatFile({ path: MANIFEST_NAME, text }, () => {
    const entry = disk.read(MANIFEST_NAME);
    return before?.format === undefined || entry.kind !== "file"
      ? undefined
      : { text: entry.text, format: before.format };
  });
  return formatted.format === undefined
    ? text.replace(OWN_FORMAT_LINE, "")
    : formatted.text.replace(OWN_FORMAT_MEMBER, `$1"${formatted.format}"`);
}

/** What becomes of the files that the package has now. */
interface WantedFiles {
  readonly create: string[];
  readonly update: string[];
  readonly keep: string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Compares what is on disk with what is wanted, file by file. */
function compareWanted(
  disk: Disk,
  wanted: ReadonlyMap<string, string>,
  before: Manifest | undefined,
  force: boolean,
): WantedFiles {
  const create: string[] = [];
  const update: string[] = [];
  const keep: string[] = [];
  const edited: string[] = [];
  const inTheWay: string[] = [];
  for (const [path, text] of wanted) {
    const entry = disk.read(path);
    if (entry.kind === "absent") create.push(path);
    else if (entry.kind !== "file")
      inTheWay.push("at" in entry ? entry.at : path);
    else if (entry.text === text) keep.push(path);
    else {
      const hash = recordedFile(before, path)?.sha256;
      const ours =
        path === MANIFEST_NAME ||
        hash !== undefined ||
        (force && isGenerated(entry.text));
      (ours ? update : inTheWay).push(path);
      if (hash !== undefined && hash !== textHash(entry.text)) {
        edited.push(path);
      }
    }
  }
  if (inTheWay.length > 0) refuseOverwriting(disk.root, inTheWay);
  return {
    create,
    update,
    keep,
    diagnostics: edited.map((path) => ({
      severity: "warning",
      code: "edited-file-overwritten",
      message: `${path} was changed by hand; the generated text replaces it.`,
      hint: "Keep your own code outside the generated files.",
    })),
  };
}

/** Whether a file says that it is generated, which counts if the manifest is lost. */
function isGenerated(text: string): boolean {
  return /generated by s2gos-codegen/i.test(text.slice(0, 500));
}

interface Obsolete {
  readonly remove: string[];
  readonly retained: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Earlier files that are no longer generated. One that was edited since belongs to the user and is kept. */
function obsoleteFiles(
  disk: Disk,
  before: Manifest | undefined,
  after: Manifest,
  wanted: ReadonlyMap<string, string>,
): Obsolete {
  const remove: string[] = [];
  const edited: string[] = [];
  const retained: string[] = [];
  for (const [path, { sha256 }] of Object.entries(before?.files ?? {})) {
    if (wanted.has(path)) continue;
    if (Object.hasOwn(after.files, path)) {
      if (!disk.isAbsent(path)) retained.push(path);
      continue;
    }
    const entry = disk.read(path);
    if (entry.kind === "absent") continue;
    if (entry.kind === "file" && textHash(entry.text) === sha256) {
      remove.push(path);
    } else edited.push(path);
  }
  return {
    remove,
    retained,
    diagnostics: edited.map((path) => ({
      severity: "warning",
      code: "edited-file-kept",
      message: `${path} is no longer generated, but was changed by hand; it stays.`,
      hint: "Delete it, unless you need what you wrote in it.",
    })),
  };
}
