import type { Profile } from "../profiles/profile.js";
import type { Service } from "../service.js";

/** What is served, and with which server's behaviour. */
export interface Served {
  readonly service: Service;
  readonly profile: Profile;
  /** The `Retry-After` header of responses about active jobs, in seconds; undefined: no such header. */
  readonly retryAfter: number | undefined;
}
