import { format } from 'prettier'

/** A markdown table, its columns padded as the formatter of this project wants them. */
export async function renderMarkdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<string> {
  const lines = [head, head.map(() => '-'), ...rows].map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`)
  return await format(lines.join('\n'), { parser: 'markdown' })
}

function escapeCell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ')
}
