import * as processes from "#fastprocesses";
import { describeFastprocesses } from "./fastprocesses-calls.js";

describeFastprocesses("fastprocesses", processes);
