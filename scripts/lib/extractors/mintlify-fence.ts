import type { Extraction, ExtractionProblem, Extractor } from './extraction.ts'
import { findDocumentProblem } from './openapi-document.ts'

/** ` ````yaml path/to/openapi.yaml POST /v1/chat/completions `; the file's path is optional. */
const OPENAPI_INFO = /^ya?ml\s(?:.*\s)?(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)\s+(\/\S*)\s*$/

interface Fence {
  /** Indexes into the page's lines. */
  open: number
  close: number | undefined
  method: string
  path: string
}

/**
 * Reads a page in the markdown that Mintlify serves for an API operation: a code fence whose info string ends in
 * the operation's method and path holds the OpenAPI document. Other code fences are passed over. The fence's file
 * path is the docs site's own and is not used.
 */
export const extractMintlifyFence: Extractor = (pageText) => {
  const lines = pageText.split('\n')
  const [fence, second] = findOpenApiFences(lines)
  if (!fence) return problem('DC101', 1, 'no fence whose info string names an operation (yaml … POST /path)')
  if (second) {
    return problem('DC102', second.open + 1, `a second OpenAPI fence; the first is on line ${String(fence.open + 1)}`)
  }
  if (fence.close === undefined) return problem('DC103', fence.open + 1, 'this fence is never closed')

  const specText = lines.slice(fence.open + 1, fence.close).join('\n') + '\n'
  const documentProblem = findDocumentProblem(specText, fence)
  if (documentProblem) return { ...documentProblem, line: documentProblem.line + fence.open + 1 }

  return {
    specText,
    url: null,
    title: firstMatch(lines.slice(0, fence.open), /^#\s+(.+?)\s*$/),
    indexUrl: firstMatch(lines.slice(0, fence.open), /documentation index at:\s*(https:\/\/\S+)/),
    fenceLine: fence.open + 1,
    lines: [fence.open + 2, fence.close],
    pageLineOf: (specLine) => specLine + fence.open + 1,
    contradictions: [],
  } satisfies Extraction
}

function findOpenApiFences(lines: readonly string[]): Fence[] {
  const fences: Fence[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [, ticks, info] = /^(`{3,})([^`]*)$/.exec(lines[index] ?? '') ?? []
    if (!ticks) continue
    const close = findClose(lines, index, ticks.length)
    const [, method, path] = OPENAPI_INFO.exec(info ?? '') ?? []
    if (method && path) fences.push({ open: index, close, method, path })
    if (close === undefined) break
    index = close
  }
  return fences
}

/** CommonMark: a fence ends at a line of at least as many backticks and nothing else. */
function findClose(lines: readonly string[], open: number, ticks: number): number | undefined {
  const index = lines.findIndex((line, at) => at > open && /^`+\s*$/.test(line) && line.trimEnd().length >= ticks)
  return index < 0 ? undefined : index
}

function firstMatch(lines: readonly string[], pattern: RegExp): string | null {
  return lines.map((line) => pattern.exec(line)?.[1]).find((match) => match !== undefined) ?? null
}

function problem(code: ExtractionProblem['code'], line: number, message: string): ExtractionProblem {
  return { code, line, message }
}
