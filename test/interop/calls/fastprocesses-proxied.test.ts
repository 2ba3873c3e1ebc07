import * as processes from "#fastprocesses-proxied";
import { describeFastprocesses } from "./fastprocesses-calls.js";

describeFastprocesses("fastprocesses-proxied", processes);
