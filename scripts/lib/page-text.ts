import type { ExtractionProblem } from './extractors/extraction.ts'

/**
 * The largest page that is read: 1 MiB, a hundred times the largest of a whole docs site. What is larger is refused
 * before it is read, so that no page can take the memory or the time of the tools.
 */
export const MAX_PAGE_BYTES = 1024 * 1024

/** The text of a page, or the line of its first byte that is no UTF-8: replaced, it would be another page. */
export function decodePage(bytes: Buffer): string | ExtractionProblem {
  const decode = (part: Buffer) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(part)
  try {
    return decode(bytes)
  } catch {
    const lines = bytes.toString('latin1').split('\n')
    const index = lines.findIndex((line) => !isDecodable(Buffer.from(line, 'latin1'), decode))
    return { code: 'DC126', line: index + 1, message: 'this line is not UTF-8' }
  }
}

/** A line feed is no part of a longer character, so each line is UTF-8 by itself. */
function isDecodable(line: Buffer, decode: (part: Buffer) => string): boolean {
  try {
    decode(line)
    return true
  } catch {
    return false
  }
}
