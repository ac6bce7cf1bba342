import type { Extraction, ExtractionProblem, Extractor } from './extraction.ts'
import { findFences, type Fence } from './find-fences.ts'
import { findDocumentProblem, type NamedOperation } from './openapi-document.ts'

/** ` ````yaml path/to/openapi.yaml POST /v1/chat/completions `; the file's path is optional. */
const OPENAPI_INFO = /^(?:ya?ml|json)\s(?:.*\s)?(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\s+(\/\S*)$/i

interface OpenApiFence extends Fence {
  operation: NamedOperation
}

/**
 * Reads a page in the markdown that Mintlify serves for an API operation: a code fence whose info string ends in
 * the operation's method and path holds the OpenAPI document, as YAML or JSON. Other code fences are passed over. The
 * fence's file path is the docs site's own and is not used.
 */
export const extractMintlifyFence: Extractor = (pageText) => {
  const lines = withoutByteOrderMark(pageText).split('\n')
  const fences = findFences(lines)
  const [fence, second] = fences.flatMap(readOperation)
  if (!fence) return describeMissingFence(lines, fences)
  const openLine = fence.open + 1
  if (second) {
    return problem('DC102', second.open + 1, `a second OpenAPI fence; the first is on line ${String(openLine)}`)
  }
  if (fence.close === undefined) return problem('DC103', openLine, 'this fence is never closed')

  const specText = lines.slice(fence.open + 1, fence.close).join('\n') + '\n'
  const documentProblem = findDocumentProblem(specText, fence.operation)
  if (documentProblem) return { ...documentProblem, line: documentProblem.line + openLine }

  const prose = lines.slice(0, fence.open)
  return {
    specText,
    url: null,
    title: firstMatch(prose, /^#\s+(\S[^\n]*)$/),
    indexUrl: firstMatch(prose, /documentation index at:\s*(https:\/\/\S+)/),
    fenceLine: openLine,
    lines: [openLine + 1, fence.close],
    pageLineOf: (specLine) => specLine + openLine,
    contradictions: [],
  } satisfies Extraction
}

function readOperation(fence: Fence): OpenApiFence[] {
  const [, method, path] = OPENAPI_INFO.exec(fence.info) ?? []
  return method && path ? [{ ...fence, operation: { method: method.toUpperCase(), path } }] : []
}

/** What a docs author has to change, as far as the page shows it. */
function describeMissingFence(lines: readonly string[], fences: readonly Fence[]): ExtractionProblem {
  const wanted = 'no fence whose info string names an operation (yaml … POST /path)'
  const firstLine = lines.find((line) => line.trim() !== '') ?? ''
  if (/^\s*<(!doctype|html|head|body|script|\?xml)/i.test(firstLine)) {
    return problem('DC101', 1, `${wanted}: this is HTML, such as a login page, and no markdown`)
  }
  const unnamed = fences.find(({ open, info }) => {
    return /^(ya?ml|json)/i.test(info) && /^\s*(openapi\s*:|\{\s*"openapi"|\{\s*$)/.test(lines[open + 1] ?? '')
  })
  if (unnamed) return problem('DC101', unnamed.open + 1, `${wanted}; this one ends in none`)
  return problem('DC101', 1, wanted)
}

function firstMatch(lines: readonly string[], pattern: RegExp): string | null {
  return lines.map((line) => pattern.exec(line)?.[1]?.trimEnd()).find((match) => match !== undefined) ?? null
}

function withoutByteOrderMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}

function problem(code: ExtractionProblem['code'], line: number, message: string): ExtractionProblem {
  return { code, line, message }
}
