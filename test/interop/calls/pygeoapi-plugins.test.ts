import * as processes from "#pygeoapi-plugins";
import { describePlugins } from "./plugin-calls.js";

describePlugins("pygeoapi-plugins", processes);
