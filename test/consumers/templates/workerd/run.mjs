import { Miniflare } from "miniflare";

const answers = [];
for (const compatibilityFlags of [[], ["nodejs_compat"]]) {
  const worker = new Miniflare({
    modules: [{ type: "ESModule", path: "dist/worker.js" }],
    compatibilityDate: "2026-04-01",
    compatibilityFlags,
  });
  const response = await worker.dispatchFetch("http://worker.test/");
  answers.push(await response.text());
  await worker.dispose();
}
if (answers[0] !== answers[1])
  console.error(`Error: with nodejs_compat: ${answers[1]}`);
console.log(answers[0]);
