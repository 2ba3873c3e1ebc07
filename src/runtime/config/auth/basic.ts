import { encodeBase64 } from "../../base/base64.js";
import { fixedHeaders, type AuthMethod } from "./auth-method.js";

/** `authType: "basic"`: username and password in each request (RFC 7617), as UTF-8 (section 2.1). */
export const BASIC: AuthMethod = {
  isImpliedBy: ({ username, password }) =>
    username !== undefined && password !== undefined,
  needs: () => ["username", "password"],
  authenticator: ({ username = "", password = "" }) => {
    const pair = new TextEncoder().encode(`${username}:${password}`);
    return fixedHeaders({ authorization: `Basic ${encodeBase64(pair)}` });
  },
};
