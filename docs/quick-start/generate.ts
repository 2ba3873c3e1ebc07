// `npm run generate`: writes the generated packages of this repository again. Needed
// after a change of the emitters, the runtime or the embedded server.

import { generate } from "../../src/generator/index.js";
import { startServer } from "../../src/server/index.js";

const PACKAGES = [
  { service: "s2gos", options: { out: "generated-example" } },
  {
    service: "local",
    options: {
      out: "test/typed/local-service",
      runtimeImport: "s2gos-codegen/runtime",
      query: true,
    },
  },
] as const;

for (const { service, options } of PACKAGES) {
  await using server = await startServer({ service, port: 0 });
  const { plan } = await generate({
    ...options,
    url: server.url,
    defaultUrl: "http://localhost:8008/",
  });
  const { create, update, delete: removed, keep } = plan;
  console.log(
    `${options.out}: ${create.length} created, ${update.length} updated, ` +
      `${removed.length} deleted, ${keep.length} unchanged`,
  );
}
