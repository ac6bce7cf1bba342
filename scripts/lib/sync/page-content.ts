import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import { listModels } from '../changes/spec-models.ts'
import { listOperations } from '../changes/operations.ts'
import { extractPage } from '../extract-source.ts'
import { isExtraction, type Extraction, type ExtractionProblem } from '../extractors/extraction.ts'
import type { OpenApiDocument } from '../overlays.ts'
import type { Source } from '../sources.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'

/** A page that states a spec. */
export interface SpecContent {
  extraction: Extraction
  document: OpenApiDocument
  /** What it documents: `POST /v1/chat/completions doubao-pro`, or the operation alone where a call names no model. */
  subjects: string[]
  models: number
}

/** What stands on a page: a spec, no spec at all, or one that cannot be used. */
export type PageContent = { spec: SpecContent } | { problem: ExtractionProblem } | 'prose'

/** Reads a page's bytes. Never throws, whatever a page holds. */
export function readContent(bytes: Buffer, reader: Pick<Source, 'format' | 'origin'>): PageContent {
  const extraction = extractPage(bytes, reader)
  if (!isExtraction(extraction)) {
    // A guide has no such fence. Nor has a login page, but that is no markdown.
    return extraction.code === 'DC101' && !isHtml(bytes) ? 'prose' : { problem: extraction }
  }
  const yaml = parseYaml(extraction.specText)
  if (!isYamlFile(yaml) || !isRecord(yaml.value)) {
    return { problem: { code: 'DC104', line: 1, message: 'the spec is no document' } }
  }
  const document = yaml.value
  const models = listModels({ document })
  const operations = listOperations(document).map(({ name }) => name)
  const subjects = models.length > 0 ? models.map(({ id, operation }) => `${operation} ${id}`) : operations
  return { spec: { extraction, document, subjects, models: models.length } }
}

function isHtml(bytes: Buffer): boolean {
  return /^\uFEFF?\s*<(!doctype|html|head|body|script|\?xml)/i.test(bytes.subarray(0, 512).toString('latin1'))
}

/** The spec of a page that states one. */
export function specOf(content: PageContent | undefined): SpecContent | undefined {
  return content === undefined || content === 'prose' || 'problem' in content ? undefined : content.spec
}
