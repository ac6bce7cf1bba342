import type { PathKey } from '../../../../contract-tests/engine/json-pointer.ts'
import { isYamlFile, parseYaml, type YamlFile } from '../../yaml-file.ts'
import { isExtraction, type Extraction } from '../extraction.ts'
import { extractParameterTable } from '../parameter-table.ts'

/** A page's extraction; throws where there is none. */
export function extract(pageText: string): Extraction {
  const result = extractParameterTable(pageText)
  if (!isExtraction(result)) throw new Error(`${result.code} on line ${String(result.line)}: ${result.message}`)
  return result
}

/** The value that a path leads to in the spec of a page. */
export function valueAt(pageText: string, path: readonly PathKey[]): unknown {
  const { value } = parse(extract(pageText).specText)
  return path.reduce<unknown>((parent, key) => (parent as Record<PathKey, unknown> | undefined)?.[key], value)
}

/** The page's line that states what a path leads to. */
export function statedAt(pageText: string, path: readonly PathKey[]): { line: number; text: string | undefined } {
  const { specText, pageLineOf } = extract(pageText)
  const line = pageLineOf(parse(specText).lineOf(path))
  return { line, text: pageText.split('\n')[line - 1] }
}

function parse(specText: string): YamlFile {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) throw new Error(yaml.message)
  return yaml
}
