import type { ProcessImplementation } from "../../process.js";
import { pause } from "../pause.js";

const STEPS = 100;

/** Waits, reports progress after each percent, and fails at 50 % if `fail` is true. */
export const SLEEP_AWHILE: ProcessImplementation = {
  description: {
    title: "Sleep Processor",
    description:
      "Sleeps for `duration` seconds. Fails on purpose if `fail` is `True`. Returns the effective amount of sleep in seconds.",
    id: "sleep_a_while",
    version: "0.0.0",
    inputs: {
      duration: {
        title: "Duration",
        minOccurs: 0,
        schema: { type: "number", default: 10.0 },
      },
      fail: {
        title: "Fail",
        minOccurs: 0,
        schema: { type: "boolean", default: false },
      },
    },
    outputs: {
      return_value: { title: "Return Value", schema: { type: "number" } },
    },
  },
  async execute(inputs, { progress, signal }) {
    const duration = inputs["duration"] as number;
    const start = performance.now();
    for (let step = 0; step < STEPS; step++) {
      progress((100 * step) / STEPS);
      if (inputs["fail"] === true && step === STEPS / 2) {
        throw new Error("Woke up too early");
      }
      const due = start + (duration * 1000 * (step + 1)) / STEPS;
      // Timers count whole milliseconds, and may fire a little early.
      while (performance.now() < due) {
        await pause((due - performance.now()) / 1000, signal);
      }
    }
    progress(100);
    return { return_value: (performance.now() - start) / 1000 };
  },
};
