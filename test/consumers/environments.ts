import type { Environment } from "./environment.js";
import { BUNDLERS } from "./environments/bundlers.js";
import { DOCUMENTED } from "./environments/documented.js";
import { INSTALLS } from "./environments/installs.js";
import { LINT } from "./environments/lint.js";
import { NEXT } from "./environments/next.js";
import { NODE } from "./environments/node.js";
import { PLATFORMS } from "./environments/platforms.js";
import { PUBLICATION } from "./environments/published.js";
import { SIZE } from "./environments/size.js";
import { TEST_RUNNERS } from "./environments/test-runners.js";
import { TRANSPORT } from "./environments/transport.js";
import { VITE } from "./environments/vite.js";
import { VITE_PLUGIN } from "./environments/vite-plugin.js";
import { WORKSPACES } from "./environments/workspaces.js";

/** All environments, with unique names. */
export const ENVIRONMENTS: readonly Environment[] = [
  ...INSTALLS,
  ...NODE,
  ...VITE,
  ...VITE_PLUGIN,
  ...BUNDLERS,
  ...NEXT,
  ...TEST_RUNNERS,
  ...PLATFORMS,
  ...WORKSPACES,
  ...LINT,
  ...PUBLICATION,
  ...SIZE,
  ...TRANSPORT,
  ...DOCUMENTED,
];
