import * as processes from "#pygeoapi-oldest";
import { describePlugins } from "./plugin-calls.js";

describePlugins("pygeoapi-oldest", processes, {
  noFilesOfJobs: true,
  noEndOfDismissed: true,
  noReasons: true,
});
