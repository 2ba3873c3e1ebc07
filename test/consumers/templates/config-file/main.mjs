// Both forms of the Python client's file, with the token from the environment as that file holds no secrets.
import { createServer } from "node:http";
import { createClient, readConfigFile } from "generated-client";

process.env.S2GOS_TOKEN = "abc";
const seen = [];
const server = createServer((request, response) => {
  seen.push(request.headers["x-access"]);
  response
    .setHeader("content-type", "application/json")
    .end('{"conformsTo":[]}');
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
for (const file of ["flat.yaml", "token.yaml"]) {
  const config = await readConfigFile(file);
  const client = createClient({
    ...config,
    apiUrl: `http://127.0.0.1:${server.address().port}/`,
  });
  await client.getConformance();
  await client.close();
}
server.close();
server.closeAllConnections();
const [flat, nested] = seen;
if (flat !== "abc" || nested !== "abc") {
  console.error(
    `Error: the token was sent as ${flat} (flat file), ${nested} (nested file)`,
  );
  process.exitCode = 1;
}
