/**
 * Imports generated packages in a process that detects side effects: code from a
 * server's text would show as a changed global or prototype.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { ExpectedPackage, ExecutionReport } from "./execute.js";

const faults: string[] = [];
let folder = "";

Object.defineProperty(globalThis, "__escaped", {
  configurable: false,
  get: () => undefined,
  set: () => {
    faults.push(`${folder}: code of the server ran`);
  },
});
globalThis.fetch = () => {
  faults.push(`${folder}: the network was used`);
  return Promise.reject(new Error("trap"));
};

const WATCHED: readonly object[] = [
  globalThis,
  Object,
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Promise.prototype,
];

function fingerprint(): string {
  return WATCHED.map((object) =>
    Reflect.ownKeys(object).map(String).join(),
  ).join("\n");
}

async function load(path: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
}

interface ProcessValue {
  readonly process: {
    readonly id: string;
    readonly outputs: Readonly<Record<string, unknown>>;
  };
}

interface SchemasValue {
  readonly id: string;
  readonly inputs: unknown;
  readonly outputs: unknown;
}

async function check(expected: ExpectedPackage): Promise<void> {
  ({ folder } = expected);
  const wrong = (what: string): void => {
    faults.push(`${folder}: ${what}`);
  };
  const index = await load(join(folder, "index.js"));
  await load(join(folder, "bind.js"));
  const schemas = await load(join(folder, "schemas/index.js"));
  for (const part of ["processes", "schemas"]) {
    // No process of the service could be generated.
    if (!existsSync(join(folder, part))) continue;
    for (const name of readdirSync(join(folder, part))) {
      await load(join(folder, part, name));
    }
  }
  for (const process of expected.processes) {
    const value = index[process.functionName] as ProcessValue | undefined;
    const definition = value?.process;
    if (definition?.id !== process.id) {
      wrong(`${process.functionName} has another id`);
      continue;
    }
    const outputs = JSON.stringify(Object.keys(definition.outputs).sort());
    if (outputs !== JSON.stringify([...process.outputs].sort())) {
      wrong(`${process.functionName} has other outputs: ${outputs}`);
    }
    if (Object.getPrototypeOf(definition.outputs) !== Object.prototype) {
      wrong(`${process.functionName} has outputs with a prototype`);
    }
    const {
      id,
      inputs,
      outputs: results,
    } = schemas[process.functionName] as SchemasValue;
    const given = JSON.stringify({ inputs, outputs: results });
    if (id !== process.id || given !== process.schemas) {
      wrong(`${process.functionName} has other schemas`);
    }
    for (const { name, values } of process.enumerations) {
      if (JSON.stringify(index[name]) !== values) wrong(`${name} differs`);
    }
  }
}

process.on("unhandledRejection", (reason) => {
  faults.push(`${folder}: a rejection that nobody handles: ${String(reason)}`);
});

const list = process.argv[2] ?? "";
const packages = JSON.parse(readFileSync(list, "utf8")) as ExpectedPackage[];
for (const expected of packages) {
  const before = fingerprint();
  try {
    await check(expected);
  } catch (error) {
    faults.push(`${expected.folder}: ${String(error)}`);
  }
  if (fingerprint() !== before) {
    faults.push(`${expected.folder}: a global has changed`);
  }
}
const report: ExecutionReport = { packages: packages.length, faults };
process.stdout.write(JSON.stringify(report));
