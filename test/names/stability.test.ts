import { testStableNames } from "./stability.js";

testStableNames(30);
