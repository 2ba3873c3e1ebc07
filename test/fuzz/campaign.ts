import { createHash } from "node:crypto";
import { check as isFormatted } from "prettier";
import { readCorpus } from "./corpus.js";
import { executePackages } from "./execute.js";
import {
  emitOptions,
  generatePackage,
  type HostilePackage,
} from "./packages.js";
import type { Finding } from "./proof/finding.js";
import { provePackageFiles, unexplainedFailures } from "./prove.js";
import { hostileService } from "./services.js";
import { createTypeChecker } from "./type-check.js";

/** Settings of a campaign. */
export interface CampaignOptions {
  readonly seed: number;
  /** Descriptions to generate packages from. */
  readonly descriptions: number;
  /** Index of the only case to run, to debug it. */
  readonly only?: number;
  /** Whether all packages are type-checked. */
  readonly typeChecked: boolean;
  /** Proportion of the packages that are executed, from 0 to 1. */
  readonly executed: number;
  /** Proportion of the packages whose format is compared with Prettier's, from 0 to 1. */
  readonly formatted: number;
  readonly onProgress?: (descriptions: number) => void;
}

/** Counts and findings of a campaign. */
export interface CampaignReport {
  readonly seed: number;
  readonly descriptions: number;
  readonly packages: number;
  readonly functions: number;
  readonly files: number;
  /** Number of processes that failed with an error that says why. */
  readonly explained: number;
  readonly unexplained: readonly string[];
  readonly crashes: readonly string[];
  readonly findings: readonly Finding[];
  readonly typeChecked: number;
  readonly executed: number;
  readonly executionFaults: readonly string[];
  readonly formatChecked: number;
  readonly unformatted: readonly string[];
  /** The same for the same seed, corpus and generator. */
  readonly digest: string;
}

/** Packages that are type-checked in one program, and executed in one process. */
const BATCH = 150;

/** Generates packages from hostile descriptions and checks that nothing hostile is in them. */
export async function runCampaign(
  options: CampaignOptions,
): Promise<CampaignReport> {
  const campaign = new Campaign(options);
  await campaign.run();
  return campaign.report();
}

class Campaign {
  readonly #options: CampaignOptions;
  readonly #checker = createTypeChecker();
  readonly #digest = createHash("sha256");
  readonly #findings: Finding[] = [];
  readonly #unexplained: string[] = [];
  readonly #crashes: string[] = [];
  readonly #executionFaults: string[] = [];
  readonly #unformatted: string[] = [];
  #descriptions = 0;
  #packages = 0;
  #functions = 0;
  #files = 0;
  #explained = 0;
  #typeChecked = 0;
  #executed = 0;
  #formatChecked = 0;

  constructor(options: CampaignOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { seed, descriptions, only } = this.#options;
    const corpus = readCorpus();
    const emit = await emitOptions();
    let batch: HostilePackage[] = [];
    for (let index = only ?? 0; this.#descriptions < descriptions; index += 1) {
      const service = hostileService(seed, index, corpus);
      this.#descriptions += service.processes.length;
      try {
        const hostile = await generatePackage(service, emit);
        this.#explain(hostile);
        // A generation without any process ends with an error, and writes nothing.
        if (hostile.model.processes.length > 0) {
          await this.#prove(hostile);
          batch.push(hostile);
        }
      } catch (error) {
        this.#crashes.push(`case ${index}: ${stackOf(error)}`);
      }
      if (only !== undefined) break;
      if (batch.length === BATCH) {
        await this.#finish(batch);
        batch = [];
        this.#options.onProgress?.(this.#descriptions);
      }
    }
    await this.#finish(batch);
  }

  /** Counts the processes that failed, and finds those that failed without a reason. */
  #explain(hostile: HostilePackage): void {
    const { index } = hostile.service;
    const unexplained = unexplainedFailures(hostile);
    for (const id of unexplained) {
      this.#unexplained.push(`case ${index}: ${JSON.stringify(id)}`);
    }
    this.#explained +=
      hostile.service.processes.length -
      hostile.model.processes.length -
      unexplained.length;
  }

  async #prove(hostile: HostilePackage): Promise<void> {
    const { index } = hostile.service;
    this.#packages += 1;
    this.#files += hostile.files.length;
    this.#functions += hostile.model.processes.length;
    for (const { path, text } of hostile.files) {
      this.#digest.update(`${path}\n${text}\n`);
    }
    for (const finding of await provePackageFiles(hostile)) {
      const path = `case-${index}/${finding.path}`;
      this.#findings.push({ ...finding, path });
    }
    if (this.#isSampled(index, this.#options.formatted)) {
      await this.#compareFormat(hostile);
    }
  }

  async #compareFormat(hostile: HostilePackage): Promise<void> {
    for (const { path, text } of hostile.files) {
      if (path === "README.md" || path === ".gitattributes") continue;
      this.#formatChecked += 1;
      if (!(await isFormatted(text, { filepath: path }).catch(() => false))) {
        this.#unformatted.push(`case-${hostile.service.index}/${path}`);
      }
    }
  }

  async #finish(batch: readonly HostilePackage[]): Promise<void> {
    if (batch.length === 0) return;
    if (this.#options.typeChecked) {
      this.#findings.push(...this.#checker.check(batch));
      this.#typeChecked += batch.length;
    }
    const sample = batch.filter(({ service }) =>
      this.#isSampled(service.index, this.#options.executed),
    );
    if (sample.length === 0) return;
    const { packages, faults } = await executePackages(sample);
    this.#executed += packages;
    this.#executionFaults.push(...faults);
  }

  #isSampled(index: number, part: number): boolean {
    return (
      this.#options.only !== undefined ||
      Math.floor((index + 1) * part) > Math.floor(index * part)
    );
  }

  report(): CampaignReport {
    return {
      seed: this.#options.seed,
      descriptions: this.#descriptions,
      packages: this.#packages,
      functions: this.#functions,
      files: this.#files,
      explained: this.#explained,
      unexplained: this.#unexplained,
      crashes: this.#crashes,
      findings: this.#findings,
      typeChecked: this.#typeChecked,
      executed: this.#executed,
      executionFaults: this.#executionFaults,
      formatChecked: this.#formatChecked,
      unformatted: this.#unformatted,
      digest: this.#digest.digest("hex").slice(0, 16),
    };
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error
    ? (error.stack ?? error.message)
    : String(error);
}
