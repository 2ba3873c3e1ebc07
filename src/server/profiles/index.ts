import { AQUAINFRA } from "./aquainfra.js";
import { ECMWF } from "./ecmwf.js";
import { FASTPROCESSES } from "./fastprocesses.js";
import { JAVAPS } from "./javaps.js";
import type { Profile, ServerProfile } from "./profile.js";
import { PYGEOAPI } from "./pygeoapi.js";
import { STANDARD } from "./standard.js";
import { VERSION2 } from "./version-2.js";
import { WEAVER } from "./weaver.js";
import { WRAPTILE } from "./wraptile.js";
import { ZOO } from "./zoo.js";

/** All profiles, by name. */
export const PROFILES: Readonly<Record<ServerProfile, Profile>> = {
  standard: STANDARD,
  wraptile: WRAPTILE,
  pygeoapi: PYGEOAPI,
  aquainfra: AQUAINFRA,
  weaver: WEAVER,
  zoo: ZOO,
  javaps: JAVAPS,
  ecmwf: ECMWF,
  fastprocesses: FASTPROCESSES,
  v2: VERSION2,
};
