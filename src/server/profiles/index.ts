import { javaps } from "./javaps.js";
import type { Profile, ServerProfile } from "./profile.js";
import { pygeoapi } from "./pygeoapi.js";
import { standard } from "./standard.js";
import { version2 } from "./version-2.js";
import { weaver } from "./weaver.js";
import { wraptile } from "./wraptile.js";
import { zoo } from "./zoo.js";

/** Every profile by its name. */
export const profiles: Readonly<Record<ServerProfile, Profile>> = {
  standard,
  wraptile,
  pygeoapi,
  weaver,
  zoo,
  javaps,
  v2: version2,
};
