import { createClient } from "./generated/client.ts";

/** The service is at `?api=...`, or where VITE_API_URL says. */
const apiUrl =
  new URLSearchParams(location.search).get("api") ??
  import.meta.env["VITE_API_URL"] ??
  "http://localhost:8010/";

/** One for the whole page, so that all components share its connections. */
export const client = createClient({ apiUrl });
