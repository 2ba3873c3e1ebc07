import { ENVIRONMENTS, type EnvironmentName } from "./environments.js";
import { choosePython, findPythons, rangeText, type Python } from "./python.js";
import { outcomeOf } from "./run.js";
import { kindOf, SERVER_NAMES, type ServerName } from "./server-names.js";

/** What can run on this machine. */
export interface Available {
  readonly pythons: Readonly<Partial<Record<EnvironmentName, Python>>>;
  readonly servers: readonly ServerName[];
  /** Why the others are left out, a line for each of them. */
  readonly missing: readonly string[];
}

/** The servers that `INTEROP_SERVERS` names, with commas between; all if there is no such variable. */
function chosenServers(): readonly ServerName[] {
  const chosen = process.env["INTEROP_SERVERS"]?.split(",");
  return SERVER_NAMES.filter((name) => chosen?.includes(name) ?? true);
}

/** Looks for what the servers need. */
export async function findAvailable(): Promise<Available> {
  const found = await findPythons();
  const pythons: Partial<Record<EnvironmentName, Python>> = {};
  for (const name of Object.keys(ENVIRONMENTS) as EnvironmentName[]) {
    const python = choosePython(found, ENVIRONMENTS[name]);
    if (python !== undefined) pythons[name] = python;
  }
  const checked = await Promise.all(
    chosenServers().map(async (name) => ({
      name,
      needs: await lacking(name, pythons),
    })),
  );
  return {
    pythons,
    servers: checked.flatMap(({ name, needs }) => (needs === "" ? [name] : [])),
    missing: checked.flatMap(({ name, needs }) =>
      needs === "" ? [] : [`${name} is left out: it needs ${needs}.`],
    ),
  };
}

/** What a server needs and this machine lacks, in words; empty if there is nothing. */
async function lacking(
  name: ServerName,
  pythons: Available["pythons"],
): Promise<string> {
  const { environment, program } = kindOf(name);
  const range = rangeText(ENVIRONMENTS[environment]);
  return [
    ...(pythons[environment] === undefined ? [`${range} with venv`] : []),
    ...(program === undefined || (await runs(program)) ? [] : [program]),
  ].join(" and ");
}

async function runs(program: string): Promise<boolean> {
  try {
    return (await outcomeOf(program, ["--version"])).code === 0;
  } catch {
    return false;
  }
}
