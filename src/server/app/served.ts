import type { Profile } from "../profiles/profile.js";
import type { Service } from "../service.js";

/** What is served, and in which server's way. */
export interface Served {
  readonly service: Service;
  readonly profile: Profile;
  /** Seconds that clients are asked to wait before they look at an active job again; undefined: they are not told. */
  readonly retryAfter: number | undefined;
}
