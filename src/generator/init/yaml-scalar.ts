/** Text that is the same without quotes in YAML 1.2, and no expression of GitHub Actions. */
const PLAIN = /^[A-Za-z_./@][\w./@+-]*(?: [\w./@+-]+)*$/;

/** Words that YAML reads as another type than text. */
const WORDS = /^(?:true|false|null|yes|no|on|off|y|n|~|\.inf|\.nan)$/i;

/**
 * A text as a value of a workflow: without quotes where that is the same. What GitHub would read as
 * an expression is one that gives the text.
 */
export function scalar(text: string): string {
  if (PLAIN.test(text) && !WORDS.test(text) && !/^\.?\d/.test(text))
    return text;
  return JSON.stringify(text.replaceAll("${{", "${{ '${{' }}"));
}
