/**
 * What a notebook shows: content by media type, of which its front end takes the best that it knows. Bytes are base64,
 * JSON is the value itself (Jupyter's messaging protocol, section "display_data").
 */
export type MediaBundle = Readonly<Record<string, unknown>>;

/**
 * Has notebooks show an object in another way than by its members: Deno's kernel asks objects with this symbol. The
 * member is added here, because bundlers keep each class that has a computed name.
 * @param display - What they show.
 */
export function showInNotebooks(
  shown: object,
  display: () => Promise<MediaBundle>,
): void {
  Object.defineProperty(shown, Symbol.for("Jupyter.display"), {
    value: display,
  });
}
