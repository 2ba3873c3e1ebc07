import { fixedHeaders, type AuthMethod } from "./auth-method.js";

/** `authType: "none"`: requests carry no credentials. The auth type where nothing says otherwise. */
export const NONE: AuthMethod = {
  isImpliedBy: () => true,
  needs: () => [],
  authenticator: () => fixedHeaders({}),
};
