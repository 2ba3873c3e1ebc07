import * as processes from "#pygeoapi-newest";
import { describePlugins } from "./plugin-calls.js";

describePlugins("pygeoapi-newest", processes);
