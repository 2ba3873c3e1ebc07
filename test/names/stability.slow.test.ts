import { testStableNames } from "./stability.js";

testStableNames(2000);
