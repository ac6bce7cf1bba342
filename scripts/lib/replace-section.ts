/**
 * Replaces what stands between `<!-- name -->` and `<!-- /name -->` in a markdown text.
 *
 * @throws TypeError where the text has no such section.
 */
export function replaceSection(markdown: string, name: string, content: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`]
  const from = markdown.indexOf(start)
  const to = markdown.indexOf(end)
  if (from < 0 || to < from) throw new TypeError(`no section from ${start} to ${end}`)
  return `${markdown.slice(0, from + start.length)}\n\n${content.trim()}\n\n${markdown.slice(to)}`
}
