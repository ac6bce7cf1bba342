import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'yaml'
import { isExtraction } from '../extractors/extraction.ts'
import { extractMintlifyFence } from '../extractors/mintlify-fence.ts'
import { listFiles } from '../list-files.ts'

// What a test of whole sites expects, found without any of the code that it tests: a plain diff of parsed documents.

/** One place at which two parsed documents differ; undefined where one of them has nothing. */
interface Difference {
  path: string[]
  before: unknown
  after: unknown
}

/** The pages that two saved sites both have, and all in which the documents of their fences differ. */
export async function diffSharedPages(
  before: string,
  after: string,
): Promise<{ name: string; differences: Difference[] }[]> {
  const names = new Set(await listFiles(before))
  const shared = (await listFiles(after)).filter((name) => name.endsWith('.md') && names.has(name))
  return await Promise.all(
    shared.map(async (name) => {
      const [old, fresh] = await Promise.all([before, after].map((folder) => readFence(join(folder, name))))
      return { name, differences: old === fresh ? [] : diff(parse(old ?? ''), parse(fresh ?? '')) }
    }),
  )
}

/** The sentences that a difference must lead to, of those that can be told from the difference alone. */
export function expectedWords({ path, before, after }: Difference): string[] {
  const fields = path.filter((_, index) => path[index - 1] === 'properties')
  const name = fields.join('.')
  const isRequest = path.includes('requestBody')
  const isField = path.at(-2) === 'properties'
  if (isRequest && path.at(-1) === 'maximum')
    return [`\`${name}\` may be at most \`${show(after)}\` (was \`${show(before)}\`).`]
  if (isRequest && path.at(-1) === 'minimum') {
    return [`\`${name}\` must be at least \`${show(after)}\` (was \`${show(before)}\`).`]
  }
  if (isRequest && isField && after === undefined) return [`The parameter \`${name}\` is gone.`]
  return !isRequest && isField && before === undefined ? [`Answers may now hold \`${name}\`.`] : []
}

/** A document whose requests lack every `temperature`, and whose `max_tokens` may be 1 at most. */
export function impoverish(document: Record<string, unknown>): { document: Record<string, unknown>; taken: string[] } {
  const taken: string[] = []
  const visit = (node: unknown, path: string[]): unknown => {
    if (typeof node !== 'object' || node === null) return node
    if (Array.isArray(node)) return node.map((item: unknown) => visit(item, [...path, '0']))
    const isProperties = path.at(-1) === 'properties'
    const entries = Object.entries(node).flatMap(([key, child]): [string, unknown][] => {
      if (isProperties && key === 'temperature') {
        taken.push(key)
        return []
      }
      if (path.at(-1) === 'max_tokens' && key === 'maximum') {
        taken.push('max_tokens')
        return [[key, 1]]
      }
      return [[key, key === 'responses' ? child : visit(child, [...path, key])]]
    })
    return Object.fromEntries(entries)
  }
  return { document: visit(document, []) as Record<string, unknown>, taken }
}

async function readFence(file: string): Promise<string> {
  const extraction = extractMintlifyFence(await readFile(file, 'utf8'))
  return isExtraction(extraction) ? extraction.specText : ''
}

function diff(before: unknown, after: unknown, path: string[] = []): Difference[] {
  if (Object.is(before, after)) return []
  const isNested = [before, after].every((value) => typeof value === 'object' && value !== null)
  if (!isNested) return [{ path, before, after }]
  const [old, fresh] = [before as Record<string, unknown>, after as Record<string, unknown>]
  const keys = [...new Set([...Object.keys(old), ...Object.keys(fresh)])]
  return keys.flatMap((key) => diff(old[key], fresh[key], [...path, key]))
}

function show(value: unknown): string {
  return JSON.stringify(value)
}
