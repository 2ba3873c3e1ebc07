import { NEVER_CANCELLED } from "../base/cancellation.js";
import { decodeText } from "../base/text.js";
import type { Connection } from "./connection.js";

/**
 * Sends a form with secrets to a login server, and reads the text of the answer; see `FormSender`.
 * @param connection - Sends the request, without its own credentials.
 */
export function sendForm(
  connection: Connection,
  url: URL,
  form: Readonly<Record<string, string>>,
): Promise<string> {
  return connection.fetch(
    {
      method: "POST",
      url,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(form).toString(),
      cancellation: NEVER_CANCELLED,
      anonymous: true,
      // A login makes nothing.
      isRepeatable: true,
    },
    ({ bytes }) => decodeText(bytes),
  );
}
