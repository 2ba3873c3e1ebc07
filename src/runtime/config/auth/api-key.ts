import { fixedHeaders, type AuthMethod } from "./auth-method.js";

/** `authType: "api-key"`: a key in a header of the server's choice. */
export const API_KEY: AuthMethod = {
  isImpliedBy: ({ apiKey }) => apiKey !== undefined,
  needs: () => ["apiKey"],
  authenticator: ({ apiKey = "", apiKeyHeader }) =>
    fixedHeaders({ [apiKeyHeader.toLowerCase()]: apiKey }),
};
