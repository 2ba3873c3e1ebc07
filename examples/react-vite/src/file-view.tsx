import { useEffect, useState } from "react";
import { ErrorNote } from "./error-note.tsx";
import type { ResultFile } from "./generated/index.ts";

/** A file of a result: an image is shown, all else can be saved. It is read when somebody asks for it. */
export function FileView({ file }: { readonly file: ResultFile }) {
  const [url, setUrl] = useState<string>();
  const [error, setError] = useState<Error>();
  useEffect(() => () => URL.revokeObjectURL(url ?? ""), [url]);

  function read(): void {
    file.blob().then((blob) => setUrl(URL.createObjectURL(blob)), setError);
  }

  const type = file.mediaType ?? "file";
  if (error) return <ErrorNote error={error} />;
  if (url === undefined) return <button onClick={read}>Read the {type}</button>;
  return (
    <p>
      {type.startsWith("image/") && <img src={url} alt="" />}{" "}
      <a href={url} download>
        Save the {type}
      </a>
    </p>
  );
}
