/** What went wrong, if something did. */
export function ErrorNote({
  error,
}: {
  readonly error: Error | null | undefined;
}) {
  return (
    error && (
      <p className="error" role="alert">
        {error.message}
      </p>
    )
  );
}
