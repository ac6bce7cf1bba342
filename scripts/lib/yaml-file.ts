import { isMap, isScalar, isSeq, LineCounter, type Document, type Node } from 'yaml'
import type { PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { composeYaml } from './compose-yaml.ts'
import { toJsonValue } from './yaml-json.ts'
import { YamlRefusal } from './yaml-refusal.ts'

/** A parsed YAML text that knows where its values stand. Lines count from 1. */
export interface YamlFile {
  /** What JSON can hold, and nothing else. No two places share an object, whatever aliases there are. */
  value: unknown
  /** The line of the value (for a map's entry: of its key) that `path` leads to, or of its nearest ancestor. */
  lineOf: (path: readonly PathKey[]) => number
  /** The keys that lead to the innermost value on a line. */
  pathAt: (line: number) => PathKey[]
}

/** The first thing that keeps a text from being YAML. */
export interface YamlProblem {
  message: string
  line: number
}

/**
 * The text that was read last: a spec's text is read by the extractor, and again by each check after it. Nothing that
 * is handed out shares an object with it.
 */
let lastComposed: { text: string; document: Document; lineCounter: LineCounter } | undefined

/**
 * Reads YAML 1.2 (or JSON) text whose values are JSON's. Duplicate keys, tags, merge keys, alias bombs, endless nesting
 * and values that JSON has no word for are problems, as is broken syntax. The time it takes grows with the text alone.
 */
export function parseYaml(text: string): YamlFile | YamlProblem {
  const lineCounter = lastComposed?.text === text ? lastComposed.lineCounter : new LineCounter()
  try {
    const document = lastComposed?.text === text ? lastComposed.document : composeYaml(text, lineCounter)
    lastComposed = { text, document, lineCounter }
    return {
      value: toJsonValue(document),
      lineOf: (path) => lineCounter.linePos(offsetOf(document, path)).line,
      pathAt: (line) => pathAt(document.contents, firstVisible(text, lineCounter.lineStarts[line - 1] ?? 0)),
    }
  } catch (error) {
    if (error instanceof YamlRefusal) {
      return { message: error.message, line: lineCounter.linePos(error.offset).line }
    }
    throw error
  }
}

/** Whether a text could be read. */
export function isYamlFile(result: YamlFile | YamlProblem): result is YamlFile {
  return 'value' in result
}

function offsetOf(document: Document, path: readonly PathKey[]): number {
  let node: unknown = document.contents
  let offset = document.contents?.range?.[0] ?? 0
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      if (!pair) break
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset
      node = pair.value
    } else if (isSeq(node)) {
      node = node.items[Number(key)]
      offset = rangeOf(node)?.[0] ?? offset
    }
  }
  return offset
}

function pathAt(node: unknown, offset: number): PathKey[] {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const start = rangeOf(key)?.[0] ?? 0
      const end = rangeOf(value)?.[2] ?? rangeOf(key)?.[2] ?? 0
      if (!isScalar(key) || offset < start || offset >= end) continue
      const isOnKey = offset < (rangeOf(key)?.[1] ?? 0)
      return isOnKey ? [String(key.value)] : [String(key.value), ...pathAt(value, offset)]
    }
  }
  if (isSeq(node)) {
    // The dash of an item stands before its range, so an item reaches back to the end of the one before it.
    const index = node.items.findIndex((item) => offset < (rangeOf(item)?.[2] ?? 0))
    if (index >= 0) return [index, ...pathAt(node.items[index], offset)]
  }
  return []
}

function rangeOf(node: unknown): Node['range'] {
  return (node as Partial<Node> | null | undefined)?.range
}

function firstVisible(text: string, offset: number): number {
  const match = /[^\s-]/.exec(text.slice(offset))
  return offset + (match?.index ?? 0)
}
