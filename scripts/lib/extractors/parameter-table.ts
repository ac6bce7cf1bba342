import { toPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import type { Extraction, ExtractionProblem, Extractor } from './extraction.ts'
import { findDocumentProblem } from './openapi-document.ts'
import { readBody } from './parameter-table/body.ts'
import { makeDocument, type PageFacts } from './parameter-table/document.ts'
import { readHeaders } from './parameter-table/headers.ts'
import { readLabels } from './parameter-table/labels.ts'
import { PageProblem, readPageLines, type PageLine } from './parameter-table/page-line.ts'
import { readRequestLine } from './parameter-table/request-line.ts'
import { readRows } from './parameter-table/rows.ts'
import { readSections } from './parameter-table/sections.ts'
import { toSpecText } from './parameter-table/spec-text.ts'
import type { Stated } from './parameter-table/stated.ts'

/**
 * Reads the text of a rendered page whose parameters stand in tables, each cell on lines of its own: numbered
 * sections in any order, labels, and rows of name, type, Yes or No, description and example. The spec says what the
 * page says and no more: no answers, no operation id. What stands under "Request Example" and "Response Example" is
 * passed over; any other line that fits nothing is a problem. Where a description contradicts the type column, the
 * type column stands and the contradiction is reported.
 */
export const extractParameterTable: Extractor = (pageText) => {
  try {
    const lines = readPageLines(pageText)
    return makeExtraction(readFacts(lines), pageText)
  } catch (error) {
    if (error instanceof PageProblem) return error.problem
    throw error
  }
}

function readFacts(lines: readonly PageLine[]): PageFacts {
  const page = readSections(lines)
  const prose = readLabels(page)
  const requestLine = readRequestLine(page, prose)
  const body = readBody(page, requestLine.models)
  const headerSection = page.sections.get('Header Parameters')
  const headers = headerSection && readHeaders(readRows(headerSection), body.mediaType)
  return { title: page.title, prose, requestLine, headers, body }
}

function makeExtraction(facts: PageFacts, pageText: string): Extraction | ExtractionProblem {
  const document = makeDocument(facts)
  const specText = toSpecText(document.value)
  const pageLineOf = makePageLineOf(document, specText)
  const { method, path } = facts.requestLine
  const documentProblem = findDocumentProblem(specText, { method: method.value, path: path.value })
  if (documentProblem) return { ...documentProblem, line: pageLineOf(documentProblem.line) }
  return {
    specText,
    url: null,
    title: facts.title.value,
    indexUrl: null,
    fenceLine: null,
    lines: [1, pageText.trimEnd().split('\n').length],
    pageLineOf,
    contradictions: document.contradictions,
  }
}

/** The page's line for a line of the spec, or for the nearest thing around it that the page states. */
function makePageLineOf(document: Stated, specText: string): Extraction['pageLineOf'] {
  const yaml = parseYaml(specText)
  const lines = new Map(document.memberLines)
  return (specLine) => {
    const path = isYamlFile(yaml) ? yaml.pathAt(specLine) : []
    const lengths = path.map((_, index) => path.length - index)
    const statedPointer = lengths
      .map((length) => toPointer(path.slice(0, length)))
      .find((pointer) => lines.has(pointer))
    return lines.get(statedPointer ?? '') ?? document.line
  }
}
