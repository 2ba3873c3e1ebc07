import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

// A server that answers every request with the status of a running job. It runs in
// its own process, sends its port to the parent process and ends with it.
const statusOf = (jobID: string): string =>
  JSON.stringify({
    jobID,
    processID: "sleep_a_while",
    type: "process",
    status: "running",
    created: "2025-01-01T12:00:00Z",
    started: "2025-01-01T12:00:01Z",
    updated: "2025-01-01T12:00:02Z",
    progress: 42,
    message: "Sleeping.",
    links: [
      {
        href: `http://localhost:8008/jobs/${jobID}`,
        rel: "self",
        type: "application/json",
      },
    ],
  });

const server = createServer((request, response) => {
  const body = statusOf((request.url ?? "").split("/").at(-1) ?? "");
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
});
// Longer than any pause between two rounds, so that no round has to connect again.
server.keepAliveTimeout = 120_000;
server.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on("disconnect", () => {
  server.closeAllConnections();
  server.close();
});
