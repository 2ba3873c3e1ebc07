import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { generate, type GenerateOptions } from "../../src/generator/index.js";
import { startServer } from "../../src/server/index.js";

const folder = (path: string) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url));

interface Row {
  readonly name: string;
  readonly service: "local" | "s2gos";
  readonly options: Pick<GenerateOptions, "out" | "query" | "runtimeImport">;
}

/** Generated packages that are part of the repository: `npm run generate` writes them. */
const PACKAGES: readonly Row[] = [
  {
    name: "generated-example",
    service: "s2gos",
    options: { out: folder("generated-example") },
  },
  {
    name: "test/typed/local-service",
    service: "local",
    options: {
      out: folder("test/typed/local-service"),
      runtimeImport: "s2gos-codegen/runtime",
      query: true,
    },
  },
];

describe("generated packages of this repository", () => {
  it.each(PACKAGES)("$name is up to date", async ({ service, options }) => {
    await using server = await startServer({ service, port: 0 });
    const { plan, changes, diagnostics } = await generate({
      ...options,
      url: server.url,
      defaultUrl: "http://localhost:8008/",
      mode: "check",
    });
    expect({
      create: plan.create,
      update: plan.update,
      delete: plan.delete,
      changes,
      diagnostics,
    }).toEqual({
      create: [],
      update: [],
      delete: [],
      changes: [],
      diagnostics: [],
    });
  });
});
