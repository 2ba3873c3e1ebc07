import type { Profile, ServerProfile } from "./profile.js";
import { standard } from "./standard.js";
import { wraptile } from "./wraptile.js";

/** Every profile by its name. */
export const profiles: Readonly<Record<string, Profile>> = {
  standard,
  wraptile,
} satisfies Partial<Record<ServerProfile, Profile>>;
