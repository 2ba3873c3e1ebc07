// src/conversion.ts without what the package offers beyond its functions: no patches, no function of credentials.
import { computed, onScopeDispose, shallowRef, type Ref } from "vue";
import { createClient } from "./generated/client.ts";
import type { StatusInfo } from "./generated/index.ts";
import {
  wis2boxCsv2bufr,
  type Wis2boxCsv2bufrInputs,
} from "./generated/processes/wis2box-csv2bufr.ts";

export interface Inputs extends Wis2boxCsv2bufrInputs {
  metadata_id: string;
}

export interface Conversion {
  result: "success" | "partial success" | "failure";
  "messages transformed"?: number;
  "messages published"?: number;
  errors: string[];
  warnings: string[];
  data_items?: {
    filename: string;
    meta: { wigos_station_identifier: string; data_date: string };
  }[];
}

export function useConversion(apiUrl: string, token: Ref<string>) {
  const status = shallowRef<StatusInfo>();
  const conversion = shallowRef<Conversion>();
  const error = shallowRef<Error>();
  const stop = shallowRef<AbortController>();
  const isRunning = computed(() => stop.value !== undefined);

  async function run(inputs: Inputs): Promise<void> {
    status.value = conversion.value = error.value = undefined;
    stop.value = new AbortController();
    const { signal } = stop.value;
    const onProgress = (news: StatusInfo) => (status.value = news);
    const client = createClient({
      apiUrl,
      authType: "token",
      useBearer: true,
      token: token.value,
    });
    try {
      const options = { client, signal, dismissOnAbort: true, onProgress };
      const { path } = await wis2boxCsv2bufr(inputs, options);
      conversion.value = path as unknown as Conversion;
    } catch (failure) {
      error.value = failure as Error;
    } finally {
      stop.value = undefined;
      await client.close();
    }
  }

  const cancel = () => stop.value?.abort(new Error("Cancelled."));
  onScopeDispose(cancel);
  return { status, conversion, error, isRunning, run, cancel };
}
