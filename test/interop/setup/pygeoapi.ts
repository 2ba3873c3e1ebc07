/** A process of a pygeoapi: its id, and the class that runs it. */
type Processor = readonly [id: string, name: string];

/** The three processes that are part of pygeoapi. */
export const OWN_PROCESSES: readonly Processor[] = [
  ["hello-world", "HelloWorld"],
  ["echo", "Echo"],
  ["shapely-functions", "ShapelyFunctions"],
];

/** Twelve processes: two more than pygeoapi lists. */
export const TWELVE_PROCESSES: readonly Processor[] = [
  ...OWN_PROCESSES,
  ["OTB.BandMath", "interop_processes.BandMath"],
  ["statistics", "interop_processes.Statistics"],
  ["quicklook", "interop_processes.Quicklook"],
  ["report", "interop_processes.Report"],
  ["footprint", "interop_processes.Footprint"],
  ["scene:describe", "interop_processes.Describe"],
  ["wait", "interop_processes.Wait"],
  ["delete", "interop_processes.Fail"],
  ["now", "interop_processes.Now"],
];

/** A configuration of pygeoapi, as JSON, which is YAML too. */
export function pygeoapiConfig(
  port: number,
  processes: readonly Processor[],
): string {
  const url = `http://127.0.0.1:${port}`;
  return JSON.stringify(
    {
      server: {
        bind: { host: "127.0.0.1", port },
        url,
        mimetype: "application/json; charset=UTF-8",
        encoding: "utf-8",
        gzip: false,
        languages: ["en-US", "fr-CA"],
        limits: { default_items: 10, max_items: 10 },
        map: { url: `${url}/{z}/{x}/{y}.png`, attribution: "none" },
        manager: {
          name: "TinyDB",
          connection: "./jobs.db",
          output_dir: "./outputs",
        },
      },
      logging: { level: "ERROR" },
      metadata: {
        identification: {
          title: { en: "Interop Server", fr: "Serveur d'essai" },
          description: "Server of the interop tests",
          keywords: ["interop"],
          keywords_type: "theme",
          terms_of_service: url,
          url,
        },
        license: { name: "none", url },
        provider: { name: "Tests", url },
        contact: { name: "Tests", email: "tests@example.org", url },
      },
      resources: Object.fromEntries(
        processes.map(([id, name]) => [
          id,
          { type: "process", processor: { name } },
        ]),
      ),
    },
    undefined,
    2,
  );
}
