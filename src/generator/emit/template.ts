/**
 * The text of a template.
 *
 * @throws Error where there is none of that name, which is a defect of this program.
 */
export function templateText(
  templates: ReadonlyMap<string, string>,
  name: string,
): string {
  const text = templates.get(name);
  if (text === undefined) throw new Error(`The template ${name} is missing.`);
  return text;
}

/**
 * Fills a template: `{{name}}` becomes the value of that name. A name without
 * a value, or a value without a place, is a defect of this program.
 */
export function fillTemplate(
  template: string,
  values: Readonly<Record<string, string>>,
): string {
  const used = new Set<string>();
  const text = template.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`No value for {{${name}}}.`);
    used.add(name);
    return value;
  });
  const unused = Object.keys(values).filter((name) => !used.has(name));
  if (unused.length > 0) {
    throw new Error(`No place for ${unused.join(", ")} in the template.`);
  }
  return text;
}
