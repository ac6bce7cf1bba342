/** Longest value that a sentence quotes; a page chooses it. */
const MAX_QUOTE = 80

/** A value of the docs in backticks, on one line. */
export function quote(value: unknown): string {
  const text = oneLine(typeof value === 'string' ? value : JSON.stringify(value)).replaceAll('`', "'")
  return `\`${text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text}\``
}

/** Values in backticks: the first few of them, and how many more there are. */
export function quoteList(values: readonly unknown[], limit = 5): string {
  const more = values.length > limit ? ` and ${String(values.length - limit)} more` : ''
  return values.slice(0, limit).map(quote).join(', ') + more
}

/** A text of the docs without what would break a line or steer a terminal. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\s\p{Cc}\p{Bidi_Control}]+/gu, ' ').trim()
}
