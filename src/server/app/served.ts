import type { AccessRules } from "../http/access.js";
import type { Profile } from "../profiles/profile.js";
import type { Service } from "../service.js";

/** What is served, and with which server's behaviour. */
export interface Served {
  readonly service: Service;
  readonly profile: Profile;
  /** The `Retry-After` header of responses about active jobs, in seconds; undefined: no such header. */
  readonly retryAfter: number | undefined;
  /** Which web pages may use the server, and by which names it is addressed. */
  readonly access: AccessRules;
  /** Whether web pages may name other services of this machine in links and subscribers. */
  readonly localLinks: boolean;
}
