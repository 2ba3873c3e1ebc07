// The cells of processes.ipynb without what the package shows in notebooks, and without client.file.

// %%
import {
  createClient,
  echo,
  primesBetween,
  sleepAWhile,
} from "./generated/index.ts";

const client = createClient({
  apiUrl: Deno.env.get("S2GOS_API_URL") ?? "http://localhost:8009/",
});

// %%
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const shown = (bundle: Record<string, string>) => ({
  [Symbol.for("Jupyter.display")]: () => bundle,
});
const shownJob = (job: Awaited<ReturnType<typeof sleepAWhile.submit>>) => {
  const { status, progress, message } = job.lastStatus ?? {};
  const rows = Object.entries({
    job: job.id,
    process: sleepAWhile.process.id,
    status,
    progress,
    message,
  }).filter(([, value]) => value !== undefined);
  const cells = rows.map(
    ([name, value]) =>
      `<tr><th>${name}</th><td>${escaped(String(value))}</td></tr>`,
  );
  return shown({
    "text/plain": rows.map(([name, value]) => `${name}: ${value}`).join("\n"),
    "text/html": `<table>${cells.join("")}</table>`,
  });
};

// %%
const job = await sleepAWhile.submit({ duration: 1 }, { client });
shownJob(job);

// %%
const { return_value: slept } = await job.results();
shownJob(job);

// %%
const { return_value: primes } = await primesBetween(
  { max_val: 100 },
  { client },
);
primes;

// %%
const { geometryOutput } = await echo(
  { geometryInput: ["<gml:Point><gml:pos>47.5 10.5</gml:pos></gml:Point>"] },
  { client, outputs: ["geometryOutput"] },
);
const [geometry] = [geometryOutput].flat();
geometry && "text" in geometry
  ? shown({ "text/plain": await geometry.text() })
  : geometry;

// %%
const response = await fetch(
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='40' height='40'%3E%3Ccircle cx='20' cy='20' r='18'/%3E%3C/svg%3E",
);
if (!response.ok) throw new Error(`The icon answered ${response.status}.`);
const icon = await response.text();
shown({
  "text/plain": `File: image/svg+xml, ${icon.length} bytes`,
  "text/html": `<img src="data:image/svg+xml;base64,${btoa(icon)}">`,
});

// %%
await client.close();
