import type { InputDescription } from "../../documents.js";

/** The month of a demonstration scene. */
export type Month = "december" | "june";

/** The input of both demonstration processes. */
export const MONTH_INPUT: InputDescription = {
  description: "Month selection for MTR demo (limited to solstice dates).",
  minOccurs: 0,
  schema: {
    default: "december",
    enum: ["december", "june"],
    type: "string",
  },
  title: "Month",
};
