import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { isExtraction, type Extraction, type ExtractionProblem } from './extractors/extraction.ts'
import { extractors } from './extractors/index.ts'
import { findForeignServer } from './foreign-server.ts'
import { decodePage, MAX_PAGE_BYTES } from './page-text.ts'
import { toPrintable } from './printable.ts'
import { sizeIfPresent } from './read-at-once.ts'
import type { Source } from './sources.ts'

/** A page as it is now, and what it states. */
export interface ExtractedPage {
  source: Source
  pageBytes: Buffer
  extraction: Extraction
}

/** Reads one page and its spec. What keeps it from being used comes back as a finding of the side `page`. */
export function extractSource(root: string, source: Source): ExtractedPage | Finding {
  const place = { file: source.pageFile, gateway: source.gateway, side: 'page' } as const
  const size = sizeIfPresent(join(root, source.pageFile))
  if (size === undefined) return { code: 'DC114', ...place, message: 'the page is missing' }
  if (size > MAX_PAGE_BYTES) {
    const message = `the page has ${String(size)} bytes; up to ${String(MAX_PAGE_BYTES)} are read`
    return { code: 'DC125', ...place, line: 1, message }
  }

  const pageBytes = readFileSync(join(root, source.pageFile))
  const result = extractPage(pageBytes, source)
  if (!isExtraction(result)) return { ...place, ...result, message: toPrintable(result.message) }
  return { source, pageBytes, extraction: result }
}

/** Whether a source could be extracted. */
export function isExtractedPage(result: ExtractedPage | Finding): result is ExtractedPage {
  return 'extraction' in result
}

/** What the bytes of a page state, for a gateway of this origin. */
export function extractPage(
  pageBytes: Buffer,
  { format, origin }: Pick<Source, 'format' | 'origin'>,
): Extraction | ExtractionProblem {
  const text = decodePage(pageBytes)
  if (typeof text !== 'string') return text
  const result = extractors[format](text)
  return isExtraction(result) ? (findForeignServer(result, origin) ?? result) : result
}
