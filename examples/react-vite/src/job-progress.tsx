import type { StatusInfo } from "./generated/index.ts";
import { hasEnded } from "./generated/query.ts";

/** How far a job has come. */
export function JobProgress({
  status,
  onCancel,
}: {
  readonly status: StatusInfo;
  readonly onCancel: () => void;
}) {
  const { jobID, message, progress } = status;
  const isRunning = !hasEnded(status);
  return (
    <section aria-label={`Job ${jobID}`}>
      <p>
        <strong id="status" className={status.status}>
          {status.status}
        </strong>{" "}
        {isRunning && progress !== undefined && `${Math.round(progress)} % `}
        {isRunning && message}
      </p>
      {isRunning && (
        <p className="bar">
          {/* Without a value, the browser shows that something goes on. */}
          <progress max={100} value={progress} />
          <button type="button" onClick={onCancel}>
            Cancel
          </button>
        </p>
      )}
    </section>
  );
}
