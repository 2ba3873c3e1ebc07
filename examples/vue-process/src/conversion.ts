// All that talks to the server.
import { computed, onScopeDispose, shallowRef, type Ref } from "vue";
import { createClient } from "./generated/client.ts";
import type { StatusInfo } from "./generated/index.ts";
import {
  wis2boxCsv2bufr,
  type ConvertPublishResult,
  type Wis2boxCsv2bufrInputs,
} from "./generated/processes/wis2box-csv2bufr.ts";

export type Inputs = Wis2boxCsv2bufrInputs;
export type Conversion = ConvertPublishResult;

/** Converts at the server, one job at a time. A component that goes away dismisses its job. */
export function useConversion(apiUrl: string, token: Ref<string>) {
  const status = shallowRef<StatusInfo>();
  const conversion = shallowRef<Conversion>();
  const error = shallowRef<Error>();
  const stop = shallowRef<AbortController>();
  const isRunning = computed(() => stop.value !== undefined);

  // Asked before each request: the client need not be made anew for another token.
  const credentials = () => ({ authorization: `Bearer ${token.value}` });
  const client = createClient({ apiUrl, credentials });

  async function run(inputs: Inputs): Promise<void> {
    status.value = conversion.value = error.value = undefined;
    stop.value = new AbortController();
    const { signal } = stop.value;
    const onProgress = (news: StatusInfo) => (status.value = news);
    try {
      const options = { client, signal, dismissOnAbort: true, onProgress };
      conversion.value = (await wis2boxCsv2bufr(inputs, options)).path;
    } catch (failure) {
      error.value = failure as Error;
    } finally {
      stop.value = undefined;
    }
  }

  const cancel = () => stop.value?.abort(new Error("Cancelled."));
  onScopeDispose(cancel);
  return { status, conversion, error, isRunning, run, cancel };
}
