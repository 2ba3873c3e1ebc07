import fc from "fast-check";
import { expect, it } from "vitest";
import { JobList } from "../../../src/server/jobs/job-list.js";
import { JobQueue } from "../../../src/server/jobs/queue.js";

const PROCESS = { id: "p", version: "1" };
const REQUEST = { inputs: {}, outputs: {}, response: "raw" } as const;

it("runs jobs in the order of creation, never more than the limit at a time", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 30 }),
      async (limit, turns) => {
        const jobs = new JobList();
        const queue = new JobQueue(limit);
        const started: string[] = [];
        let running = 0;
        let most = 0;
        const all = turns.map((count) => {
          const job = jobs.create(PROCESS, REQUEST);
          queue.add(job, async () => {
            started.push(job.id);
            running++;
            most = Math.max(most, running);
            for (let turn = 0; turn < count; turn++) await Promise.resolve();
            running--;
            job.succeed({});
          });
          return job;
        });
        await Promise.all(all.map((job) => job.ended));
        expect(started).toEqual(turns.map((_, index) => `job_${index}`));
        expect(most).toBeLessThanOrEqual(limit);
      },
    ),
  );
});

it("never runs a job that was dismissed while it waited", async () => {
  const jobs = new JobList();
  const queue = new JobQueue(1);
  const ran: string[] = [];
  let release: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const [first, second, third] = [0, 1, 2].map(() => {
    const job = jobs.create(PROCESS, REQUEST);
    queue.add(job, async () => {
      ran.push(job.id);
      await gate;
      job.succeed({});
    });
    return job;
  });
  expect(second?.status).toBe("accepted");
  second?.dismiss();
  release();
  await Promise.all([first?.ended, third?.ended]);
  expect(ran).toEqual(["job_0", "job_2"]);
  expect(second?.status).toBe("dismissed");
});

it("never uses an id twice, even if jobs are removed", () => {
  const jobs = new JobList();
  jobs.create(PROCESS, REQUEST);
  const second = jobs.create(PROCESS, REQUEST);
  jobs.remove(second.id);
  expect(jobs.create(PROCESS, REQUEST).id).toBe("job_2");
  expect(jobs.all().map(({ id }) => id)).toEqual(["job_0", "job_2"]);
});
