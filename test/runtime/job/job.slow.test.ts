import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { started, status } from "./job-scene.js";

describe("any history of a job", () => {
  const step = fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("status" as const),
        word: fc.constantFrom(
          "accepted",
          "running",
          "paused",
          "queued",
          "weird",
        ),
        progress: fc.option(fc.integer({ min: -5, max: 150 }), {
          nil: undefined,
        }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        { kind: "fault" as const, reply: { status: 503 } },
        { kind: "fault" as const, reply: { breakAt: "start" } },
        { kind: "fault" as const, reply: { body: "{" } },
        { kind: "fault" as const, reply: { json: null } },
      ),
    },
  );
  const end = fc.constantFrom(
    "successful",
    "failed",
    "dismissed",
    "succeeded",
    "error",
    "canceled",
  );

  it("ends as its last status says, and reports no status twice in a row", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 12 }),
        end,
        async (steps, last) => {
          const replies = steps.map((one) =>
            one.kind === "fault"
              ? one.reply
              : status(
                  one.word,
                  one.progress === undefined ? {} : { progress: one.progress },
                ),
          );
          await using scene = await started({
            "GET /jobs/j": [...replies, status(last)],
          });
          const reported: string[] = [];
          const outcome = await scene
            .run(
              {},
              {
                onProgress: (info) =>
                  reported.push(
                    JSON.stringify([
                      info.status,
                      info.originalStatus,
                      info.progress,
                    ]),
                  ),
              },
            )
            .then(
              () => "results",
              (failure: unknown) => (failure as Error).name,
            );

          const wanted: Record<string, string> = {
            successful: "results",
            succeeded: "results",
            failed: "JobFailedError",
            error: "JobFailedError",
          };
          expect(outcome).toBe(wanted[last] ?? "JobDismissedError");
          expect(
            reported.every((one, index) => one !== reported[index - 1]),
          ).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });
});
