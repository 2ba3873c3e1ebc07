import { Complaint } from "./complaint.js";
import type { Delivery, Environment, Project } from "./environment.js";
import type { Matrix } from "./matrix.js";
import { layProject } from "./project.js";

export interface Outcome {
  readonly isGood: boolean;
  /** The figures, or why it failed. */
  readonly text: string;
  readonly seconds: number;
}

/** Runs all steps of an environment, for each way in which the package is delivered. */
export async function tryEnvironment(
  environment: Environment,
  matrix: Matrix,
): Promise<Outcome> {
  const began = performance.now();
  const seconds = (): number => Math.round((performance.now() - began) / 1000);
  try {
    const folder = await layProject(environment, matrix.projects);
    const project: Project = { folder, matrix, report: "" };
    const figures = await figuresOf(environment, project);
    return { isGood: true, text: figures.join("; "), seconds: seconds() };
  } catch (error) {
    const text = error instanceof Complaint ? error.message : detail(error);
    const short = text.replaceAll(`${matrix.projects}/`, "");
    return { isGood: false, text: short, seconds: seconds() };
  }
}

/** `ok NAME figures [seconds]`, or `FAIL NAME why [seconds]`. */
export function lineOf(name: string, outcome: Outcome): string {
  const { isGood, text, seconds } = outcome;
  return `${isGood ? "ok" : "FAIL"} ${name} ${text} [${seconds} s]`;
}

/** An error that no tool printed is a bug of the matrix. */
function detail(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}

const NO_DELIVERY: readonly Delivery[] = [
  {
    label: "",
    deliver: async () => Promise.resolve({ label: "", digest: "" }),
  },
];

/** The figures of each way of delivery; ways with the same figures share one text. */
async function figuresOf(
  environment: Environment,
  project: Project,
): Promise<readonly string[]> {
  const byDigest = new Map<string, string>();
  const labels = new Map<string, string[]>();
  for (const { label, deliver } of environment.deliveries ?? NO_DELIVERY) {
    try {
      const delivered = await deliver(project);
      const figures =
        byDigest.get(delivered.digest) ??
        (await runSteps(environment, project));
      byDigest.set(delivered.digest, figures);
      labels.set(figures, [...(labels.get(figures) ?? []), delivered.label]);
    } catch (error) {
      if (!(error instanceof Complaint) || label === "") throw error;
      throw new Complaint(`(${label}) ${error.message}`);
    }
  }
  return [...labels].map(([figures, used]) =>
    used.join("") === "" ? figures : `${figures} (${used.join(", ")})`,
  );
}

async function runSteps(
  { steps }: Environment,
  project: Project,
): Promise<string> {
  const figures: string[] = [];
  for (const step of steps) {
    const figure = await step(project);
    if (figure !== undefined) figures.push(figure);
  }
  return figures.join(", ");
}
