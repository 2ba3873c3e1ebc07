import { readFileSync } from "node:fs";
import { join } from "node:path";
import { versionOf } from "./environments.js";
import { PROGRAM } from "./packages.js";
import { ROOT } from "./places.js";
import { outcomeOf } from "./run.js";
import { kindOf, type ServerName } from "./server-names.js";

/** A command of a page, and what the page says that it prints. */
export interface Step {
  readonly command: string;
  readonly printed: string;
}

/** Ids of jobs, as the servers of the pages make them. */
const IDS = /\bjob_\d+\b|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g;

/** The transcript of a server in docs/run.md, below a heading that names its version. */
export async function transcriptOf(name: ServerName): Promise<readonly Step[]> {
  const { distribution, environment } = kindOf(name);
  const heading = `### ${distribution} ${await versionOf(environment, distribution)}\n`;
  const page = readFileSync(join(ROOT, "docs/run.md"), "utf8");
  const [, section = ""] = page.split(heading);
  const [, block = ""] = /```console\n([^]*?)^```$/m.exec(section) ?? [];
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const end = text.indexOf("\n");
      return { command: text.slice(0, end), printed: text.slice(end + 1) };
    });
}

/** Runs the commands of a transcript one after the other, and returns what they print. */
export async function replayed(
  steps: readonly Step[],
  url: string,
): Promise<readonly Step[]> {
  /** The ids on this server, by those on the page. */
  const ids = new Map<string, string>();
  const done: Step[] = [];
  let code = 0;
  for (const { command, printed } of steps) {
    if (command === "echo $?") {
      done.push({ command, printed: `${code}\n` });
      continue;
    }
    const line = command
      .replace("npx s2gos-codegen", `'${process.execPath}' '${PROGRAM}'`)
      .replaceAll(/http:\/\/localhost:\d+\//g, url)
      .replaceAll(IDS, (id) => ids.get(id) ?? id);
    const ran = await outcomeOf("sh", ["-c", `${line} 2>&1`]);
    code = ran.code ?? -1;
    const said = printed.match(IDS) ?? [];
    const got = ran.stdout.match(IDS) ?? [];
    said.forEach((id, at) => {
      const own = got[at];
      if (own !== undefined && !ids.has(id)) ids.set(id, own);
    });
    done.push({ command, printed: ran.stdout });
  }
  return done;
}

/** A transcript without what differs from run to run: ids, times, addresses, and how often a job is looked at. */
export function comparable(steps: readonly Step[]): readonly Step[] {
  return steps.map(({ command, printed }) => ({
    command,
    printed: printed
      .replaceAll(/^(?:accepted|running)\b.*\n/gm, "")
      .replaceAll(/(?<=running), \d+ %/g, "")
      .replaceAll(IDS, "ID")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "TIME")
      .replaceAll(/http:\/\/(?:localhost|127\.0\.0\.1):\d+\//g, "URL/")
      .replaceAll(/ +/g, " "),
  }));
}
