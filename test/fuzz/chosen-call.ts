import {
  defineProcess,
  ResultFile,
  type Client,
  type ProcessDefinition,
  type Warning,
} from "../../src/runtime/index.js";
import { fits } from "../../src/runtime/results/fits.js";
import type { Random } from "../random.js";

const PROCESS: ProcessDefinition = {
  id: "p",
  outputs: {
    a: { form: "value", shape: { types: ["object"] } },
    b: { form: "file", mediaType: "image/tiff" },
    c: { form: "value-or-file", shape: { types: ["number", "string"] } },
  },
};
const PROCESSES: readonly ProcessDefinition[] = [
  PROCESS,
  { id: "p", outputs: {} },
  { id: "p", outputs: { a: { form: "value" } } },
  { id: "p", outputs: { a: { form: "file", mediaType: "text/csv" } } },
  { id: "p", outputs: { a: { form: "link" } } },
  { id: "p", outputs: { a: { form: "file", many: true } } },
  {
    id: "p",
    outputs: {
      a: {
        form: "value",
        shape: { types: ["array"], items: { types: ["number"] } },
      },
    },
  },
];

/** One call, which gives what is wrong with its value. */
export async function chosenCall(
  client: Client,
  random: Random,
  path: string,
  warnings: readonly Warning[],
): Promise<string | undefined> {
  const choice = random.below(14);
  const options = { timeoutMs: 3_000 };
  if (choice < 8) {
    const definition = random.pick(PROCESSES);
    const run = defineProcess<object, Record<string, unknown>>(
      () => client,
      definition,
    );
    if (choice === 7) {
      const job = await run.submit();
      if (random.chance(0.5)) await job.dismiss();
      const seen: string[] = [];
      for await (const { status } of job.watch(options)) seen.push(status);
      return seen.length === 0 ? "no status came" : undefined;
    }
    const mode = random.pick(["async", "sync", "auto"] as const);
    const outputs =
      choice === 6
        ? await run.job("j").results(options)
        : await run({}, { ...options, mode });
    await readFiles(outputs, random, path);
    return misfits(outputs, definition, warnings);
  }
  const untyped = [
    () => client.getJob("j"),
    () => client.getJobs(),
    () => client.getProcesses(),
    () => client.getProcess("p"),
    () => client.dismissJob("j"),
    () => client.getCapabilities(),
  ];
  if (choice === 8)
    await readFiles(await client.getJobResults("j"), random, path);
  else if (choice === 9)
    await readFiles(await client.executeProcess("p"), random, path);
  else await random.pick(untyped)();
  return undefined;
}

/** Reads each file among some values, in one of the ways. */
async function readFiles(
  values: object,
  random: Random,
  path: string,
): Promise<void> {
  for (const file of Object.values(values).flat()) {
    if (!(file instanceof ResultFile)) continue;
    await random.pick([
      () => file.bytes(),
      () => file.text(),
      () => file.json(),
      () => file.saveTo(path),
    ])();
  }
}

/** What is wrong with typed outputs of which no warning told. */
function misfits(
  outputs: Readonly<Record<string, unknown>>,
  { outputs: described }: ProcessDefinition,
  warnings: readonly Warning[],
): string | undefined {
  for (const [name, { form, many, shape }] of Object.entries(described)) {
    if (warnings.some(({ output }) => output === name)) continue;
    const value = outputs[name];
    const isFile = value instanceof ResultFile;
    const isFitting =
      form === "file"
        ? many === undefined
          ? isFile
          : Array.isArray(value) &&
            value.every((one) => one instanceof ResultFile)
        : form === "link"
          ? typeof (value as { href?: unknown } | undefined)?.href === "string"
          : (form === "value-or-file" && isFile) ||
            (value !== undefined && fits(value, shape));
    if (!isFitting) {
      return `${name} is no ${form}, without a warning: ${JSON.stringify(value)?.slice(0, 200)}`;
    }
  }
  return undefined;
}
