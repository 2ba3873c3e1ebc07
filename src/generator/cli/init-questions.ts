import { relative, resolve } from "node:path";
import {
  type CANCEL_SYMBOL,
  cancel,
  confirm,
  intro,
  isCancel,
  log,
  outro,
  select,
  spinner,
  text,
} from "@clack/prompts";
import { GenerationError } from "../errors.js";
import type { ServerOverview } from "../init/server-overview.js";
import type { InitAnswers } from "./init-command.js";
import type { Terminal } from "./io.js";
import { printableLine } from "./printable.js";
import { overviewText } from "./report-init.js";

/** Asks a server what it is. */
export type Probe = (url: string) => Promise<ServerOverview>;

/** What is asked, and where. */
export interface InitQuestions {
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
  readonly probe: Probe;
  /** The working directory, from which paths are read. */
  readonly folder: string;
  readonly asksUrl: boolean;
  readonly asksOut: boolean;
  readonly asksFormat: boolean;
  readonly asksCi: boolean;
}

/** Where a library asks. */
interface Place extends Terminal {
  readonly signal: AbortSignal;
}

/** Thrown where somebody ends the questions. */
class Cancelled extends Error {}

/**
 * Asks for what is not known yet.
 *
 * @param known - What is known; the rest are the defaults of the questions.
 * @returns undefined: somebody ended the questions (Ctrl-C, Escape), or answered that nothing shall be written.
 */
export async function askInit(
  known: InitAnswers,
  questions: InitQuestions,
): Promise<InitAnswers | undefined> {
  const { signal, terminal } = questions;
  const place: Place = { ...terminal, signal };
  intro("s2gos-codegen init", place);
  try {
    const answers = await ask(known, questions, place);
    const isWanted = answered(
      await confirm({ ...place, message: "Write the files?" }),
    );
    if (!isWanted) throw new Cancelled();
    outro("Files:", place);
    return answers;
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    cancel("Cancelled.", place);
    return undefined;
  }
}

async function ask(
  known: InitAnswers,
  questions: InitQuestions,
  place: Place,
): Promise<InitAnswers> {
  const { asksCi, asksFormat, asksOut, asksUrl, folder } = questions;
  const url = asksUrl
    ? await askUrl(known.url, questions, place)
    : await checkUrl(known.url, questions, place);
  const out = asksOut ? await askOut(known.out, folder, place) : known.out;
  const format = asksFormat
    ? answered(
        await select({
          ...place,
          message: "Language of the configuration file?",
          initialValue: known.format,
          options: [
            { value: "json" as const, label: "JSON" },
            { value: "ts" as const, label: "TypeScript" },
          ],
        }),
      )
    : known.format;
  const ci = asksCi
    ? answered(
        await select({
          ...place,
          message: "Regenerate in CI when processes change?",
          initialValue: known.ci,
          options: [
            { value: "github" as const, label: "GitHub Actions" },
            { value: "none" as const, label: "No" },
          ],
        }),
      )
    : known.ci;
  return { url, out, format, ci };
}

/** Asks until there is a server at the URL, or somebody means it all the same. */
async function askUrl(
  initial: string | undefined,
  questions: InitQuestions,
  place: Place,
): Promise<string> {
  let given = initial;
  for (;;) {
    const url = answered(
      await text({
        ...place,
        message: "Landing page of the server? It is the URL before /processes.",
        placeholder: "such as http://localhost:8008/",
        ...(given === undefined ? {} : { initialValue: given }),
        validate: (value) =>
          /^https?:\/\/[^/]/.test(value?.trim() ?? "")
            ? undefined
            : "A URL is needed that starts with http:// or https://",
      }),
    ).trim();
    given = url;
    try {
      const overview = await watched(url, questions, place);
      if (overview.kind !== "no-answer") return url;
      const message = "Take this URL all the same?";
      if (answered(await confirm({ ...place, message }))) return url;
    } catch (error) {
      if (!(error instanceof GenerationError)) throw error;
      const { hint = "", message } = error;
      log.error(printableLine(`${message} ${hint}`), place);
    }
  }
}

/** A URL that was given is not asked for, but looked at. */
async function checkUrl(
  url: string | undefined,
  questions: InitQuestions,
  place: Place,
): Promise<string | undefined> {
  if (url !== undefined) await watched(url, questions, place);
  return url;
}

/** Asks a server while something turns. */
async function watched(
  url: string,
  { probe }: InitQuestions,
  place: Place,
): Promise<ServerOverview> {
  const turning = spinner(place);
  turning.start("Asking the server");
  try {
    const overview = await probe(url);
    turning.stop(printableLine(overviewText(overview)));
    return overview;
  } catch (error) {
    if (place.signal.aborted) throw new Cancelled();
    turning.error("This is no server of processes.");
    throw error;
  }
}

async function askOut(
  known: string,
  folder: string,
  place: Place,
): Promise<string> {
  const initialValue = relative(folder, known);
  const out = await text({
    ...place,
    message: "Folder of the package?",
    initialValue,
    validate: (value) =>
      (value?.trim() ?? "") === "" ? "Name a folder." : undefined,
  });
  return resolve(folder, answered(out).trim());
}

function answered<Value>(answer: Value | typeof CANCEL_SYMBOL): Value {
  if (isCancel(answer)) throw new Cancelled();
  return answer;
}
