import { isJsonObject } from "../json.js";
import type { ServiceConfiguration } from "./config.js";
import { EXIT, type ExitCode } from "./exit-codes.js";
import type { Io } from "./io.js";
import { printableJson } from "./printable.js";

/** How to run for several services. */
export interface ServicesRun {
  readonly io: Io;
  readonly version: string;
  readonly json: boolean;
  /** Whether the runs last, so that none can wait for the one before. */
  readonly isLasting: boolean;
  /** The line before what is said of a service. */
  readonly heading: (name: string) => string;
  /** Runs for one service, and reports its failure; rejects where the whole run ends. */
  readonly runOne: (service: ServiceConfiguration, io: Io) => Promise<ExitCode>;
}

/** Exit codes, the worst first. */
const WORST_FIRST = [
  EXIT.interrupted,
  EXIT.terminated,
  EXIT.usage,
  EXIT.failed,
  EXIT.drift,
  EXIT.warnings,
  EXIT.done,
] as const;

/**
 * Runs for each service, one after the other, also where one fails. Each reports as if it were alone, below its name;
 * with `json`, the reports are members of one object.
 *
 * @returns The worst exit code.
 */
export async function runServices(
  services: readonly ServiceConfiguration[],
  run: ServicesRun,
): Promise<ExitCode> {
  const headed = headedIo(run);
  if (run.isLasting) {
    const codes = services.map((service) => {
      const io = headed(service.name ?? "");
      return run.runOne(service, {
        ...io,
        // Their lines of progress would overwrite each other.
        isTerminal: false,
        stdout: (text) => {
          io.stdout(run.json ? oneReport(service, text, run) : text);
        },
      });
    });
    return worst(await Promise.all(codes));
  }
  const codes: ExitCode[] = [];
  const reports: object[] = [];
  for (const service of services) {
    let output = "";
    const io = headed(service.name ?? "");
    const collected: Io = {
      ...io,
      stdout: (text) => {
        output += text;
      },
    };
    codes.push(await run.runOne(service, run.json ? collected : io));
    if (run.json) reports.push(namedReport(service, output));
  }
  if (run.json) run.io.stdout(reportOfAll(reports, worst(codes), run));
  return worst(codes);
}

function worst(codes: readonly ExitCode[]): ExitCode {
  return WORST_FIRST.find((code) => codes.includes(code)) ?? EXIT.done;
}

/** The object of a service that reports by itself, while others go on. */
function oneReport(
  service: ServiceConfiguration,
  text: string,
  run: ServicesRun,
): string {
  const report = namedReport(service, text);
  return reportOfAll([report], exitCodeOf(report), run);
}

function namedReport({ name }: ServiceConfiguration, text: string): object {
  const { version: _version, ...report } = reportIn(text);
  return { name, ...report };
}

function reportIn(text: string): Readonly<Record<string, unknown>> {
  const report: unknown = text === "" ? {} : JSON.parse(text);
  return isJsonObject(report) ? report : {};
}

function exitCodeOf(report: object): ExitCode {
  const { exitCode } = report as { readonly exitCode?: ExitCode };
  return exitCode ?? EXIT.done;
}

function reportOfAll(
  services: readonly object[],
  exitCode: ExitCode,
  { isLasting, version }: ServicesRun,
): string {
  const ok = exitCode === EXIT.done;
  const report = { version, ok, exitCode, services };
  return `${printableJson(report, isLasting ? 0 : 2)}\n`;
}

/** Output with a heading before the first text of a service, and where another one said something in between. */
function headedIo({ io, json, heading }: ServicesRun): (name: string) => Io {
  const isOneScreen = io.isTerminal && io.isOutputTerminal;
  const last = { stdout: "", stderr: "" };
  const head = (stream: "stderr" | "stdout", name: string): void => {
    if (last[stream] === name) return;
    if (isOneScreen) last.stdout = last.stderr = name;
    else last[stream] = name;
    io[stream](`${heading(name)}\n`);
  };
  return (name) => ({
    ...io,
    stdout: (text) => {
      if (text === "") return;
      if (!json) head("stdout", name);
      io.stdout(text);
    },
    stderr: (text) => {
      if (text === "") return;
      head("stderr", name);
      io.stderr(text);
    },
  });
}
