// How a program uses the generated package. `npm start` runs it with the embedded server.

import {
  createClient,
  JobFailedError,
  mtrDemoGeneration,
} from "../../generated-example/index.js";

await using client = createClient();

try {
  const { return_value } = await mtrDemoGeneration(
    { month: "june", random_seed: 42 },
    {
      client,
      onProgress: ({ status, progress, message }) => {
        const percent = `${progress ?? 0} %`.padStart(5);
        console.log(`${percent}  ${status}  ${message ?? ""}`.trimEnd());
      },
    },
  );
  console.log("Scene description:", return_value?.value ?? "none");
} catch (error) {
  if (!(error instanceof JobFailedError)) throw error;
  console.error(`Job ${error.jobId} failed: ${error.message}`);
  process.exitCode = 1;
}
