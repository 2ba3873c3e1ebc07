import {
  defineProcess,
  type OptionalInputsProcess,
} from "../../../src/runtime/index.js";
import {
  scriptedServer,
  type Handler,
  type Reply,
  type ScriptedServer,
} from "../../faults/scripted-server.js";
import { testClient } from "../test-client.js";

/** A process on a scripted server, whose one job is `j`; disposing it closes the client and the server. */
export interface Scene extends AsyncDisposable {
  readonly client: ReturnType<typeof testClient>;
  readonly run: Process;
  readonly server: ScriptedServer;
}

/** The process: no inputs, one output. */
export type Process = OptionalInputsProcess<object, { a: number }>;

/** A reply that says the status of the job. */
export const status = (word: string, more: object = {}): Reply => ({
  json: { jobID: "j", processID: "p", status: word, ...more },
});
const ACCEPTED = { ...status("accepted"), status: 201 };

/** Starts a server that answers as the script says, and makes a client of it. */
export async function started(
  script: Record<string, Reply | readonly Reply[] | Handler>,
  options: Parameters<typeof testClient>[1] = {},
): Promise<Scene> {
  const running = await scriptedServer({
    "POST /processes/p/execution": ACCEPTED,
    "GET /jobs/j/results": { json: { a: 1 } },
    ...script,
  });
  const client = testClient(running.url, options);
  const run: Process = defineProcess(() => client, {
    id: "p",
    outputs: { a: { form: "value" } },
  });
  return {
    [Symbol.asyncDispose]: async () => {
      await client.close();
      await running.close();
    },
    client,
    run,
    server: running,
  };
}
