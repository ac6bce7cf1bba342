import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { isExtraction, type Extraction } from './extractors/extraction.ts'
import { extractors } from './extractors/index.ts'
import { findForeignServer } from './foreign-server.ts'
import type { Source } from './sources.ts'

/** A page as it is now, and what it states. */
export interface ExtractedPage {
  source: Source
  pageBytes: Buffer
  extraction: Extraction
}

/** Reads one page and its spec. What keeps it from being used comes back as a finding of the side `page`. */
export async function extractSource(root: string, source: Source): Promise<ExtractedPage | Finding> {
  const pageBytes = await readFile(join(root, source.pageFile)).catch(() => undefined)
  const place = { file: source.pageFile, gateway: source.gateway, side: 'page' } as const
  if (!pageBytes) return { code: 'DC114', ...place, message: 'the page is missing' }

  const result = extractors[source.format](pageBytes.toString('utf8'))
  const problem = isExtraction(result) ? findForeignServer(result, source.origin) : result
  if (problem) return { ...place, ...problem }
  return { source, pageBytes, extraction: result as Extraction }
}

/** Whether a source could be extracted. */
export function isExtractedPage(result: ExtractedPage | Finding): result is ExtractedPage {
  return 'extraction' in result
}
