import { testStableNames } from "./stable-names.js";

testStableNames(2000);
