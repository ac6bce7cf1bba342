import { isRecord } from '../../../../contract-tests/engine/sample-values.ts'
import { toPointer, type PathKey } from '../../../../contract-tests/engine/json-pointer.ts'
import type { OpenApiDocument } from '../../overlays.ts'
import { quote } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'

/** Keys whose values are there to be read. */
const WORDING = new Set([
  'description',
  'summary',
  'title',
  'example',
  'examples',
  'externalDocs',
  'tags',
  'x-codeSamples',
])

/** Texts and examples that were reworded, as one change for the whole document; `said` were reported already. */
export function findWordingChange(
  before: OpenApiDocument,
  after: OpenApiDocument,
  said: readonly string[] = [],
): RuleHit[] {
  const pointers = listDifferences(before, after).filter(({ isWording, path }) => {
    return isWording && !said.some((pointer) => `${pointer}/`.startsWith(`${toPointer(path)}/`))
  })
  const [first] = pointers
  if (!first) return []
  const places = pointers.length === 1 ? 'One text or example' : `${String(pointers.length)} texts and examples`
  const text = `${places} changed, ${pointers.length === 1 ? 'at' : 'first at'} ${quote(nameOf(first.path))}.`
  return [{ id: 'wording-changed', text, pointer: toPointer(first.path), subject: nameOf(first.path) }]
}

/** What no rule has a name for: said where nothing else was, so that no change of a document passes in silence. */
export function findOtherChange(before: OpenApiDocument, after: OpenApiDocument): RuleHit[] {
  const [first] = listDifferences(before, after).filter(({ isWording }) => !isWording)
  if (!first) return []
  const pointer = toPointer(first.path)
  const text = `Something changed that no rule has a name for, at ${quote(pointer)}.`
  return [{ id: 'other-change', text, pointer, subject: pointer }]
}

interface Difference {
  path: readonly PathKey[]
  isWording: boolean
}

function listDifferences(before: unknown, after: unknown, path: readonly PathKey[] = []): Difference[] {
  if (Object.is(before, after)) return []
  const key = path.at(-1)
  // A property may be called `title`.
  if (typeof key === 'string' && WORDING.has(key) && path.at(-2) !== 'properties') {
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [{ path, isWording: true }]
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const length = Math.max(before.length, after.length)
    return Array.from({ length }, (_, index) => listDifferences(before[index], after[index], [...path, index])).flat()
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(after), ...Object.keys(before)])]
    return keys.flatMap((name) => listDifferences(before[name], after[name], [...path, name]))
  }
  return [{ path, isWording: false }]
}

/** `max_tokens` for a text of `…/properties/max_tokens/description`. */
function nameOf(path: readonly PathKey[]): string {
  const names = path.filter((_, index) => path[index - 1] === 'properties')
  const name = names.at(-1)
  return name === undefined
    ? path
        .filter((key) => typeof key === 'string')
        .slice(-2)
        .join('.')
    : String(name)
}
