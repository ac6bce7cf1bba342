import { toPointer } from '../../../contract-tests/engine/json-pointer.ts'
import type { Severity } from './change.ts'
import type { FieldPair } from './pair-fields.ts'
import { oneLine } from './quote.ts'
import { ruleOf, type Direction, type RuleHit } from './rule-ids.ts'
import { listSameValues } from './rules/values.ts'
import type { OasdiffChange } from './run-oasdiff.ts'

const SEVERITY_OF_LEVEL: Record<OasdiffChange['level'], Severity> = { 3: 'breaking', 2: 'warning', 1: 'info' }

/** Its words, and what a user of the API would say. */
const WORDS: readonly [pattern: RegExp, words: string][] = [
  [/for the response status `(\d+|default)`/g, 'in answers with the status $1'],
  [/with the `(\d+|default)` status/g, 'with the status $1'],
  [/\brequest property('s)?\b/g, 'parameter$1'],
  [/\brequest parameter('s)?\b/g, 'parameter$1'],
  [/\bresponse property('s)?\b/g, 'field of the answer'],
  [/\bresponse's body\b|\bresponse body\b/g, 'answer'],
  [/\bgeneralized\b/g, 'widened'],
  [/\bspecialized\b/g, 'narrowed'],
]

/** What oasdiff saw, in our words. */
export interface TranslatedChange {
  id: string
  severity: Severity
  text: string
  pointer: string
}

/** What oasdiff saw and no rule of ours said better, in a user's words. */
export function translateOasdiff(
  changes: readonly OasdiffChange[],
  own: readonly RuleHit[],
  pairs: readonly FieldPair[],
): TranslatedChange[] {
  const seen = new Set<string>()
  const hits = indexHits(own)
  return changes.flatMap((change): TranslatedChange[] => {
    const pair = findPair(change, pairs)
    if (isCovered(change, hits) || (pair && isOneValueAsAnother(change, pair))) return []
    const text = translate(change)
    if (seen.has(text)) return []
    seen.add(text)
    const operation = change.path === '' ? '' : toPointer(['paths', change.path, change.operation.toLowerCase()])
    const pointer = pair?.after.pointer ?? operation
    return [{ id: change.id, severity: severityOf(change), text, pointer }]
  })
}

/** Hits by all that an oasdiff text may call what they are about: a page has thousands of either. */
function indexHits(hits: readonly RuleHit[]): Map<string, RuleHit[]> {
  const index = new Map<string, RuleHit[]>()
  for (const hit of hits) {
    const subjects = [hit.subject, hit.formerSubject ?? hit.subject]
    for (const name of new Set([...subjects, ...subjects.map(lastPart)])) {
      const known = index.get(name)
      if (known) known.push(hit)
      else index.set(name, [hit])
    }
  }
  return index
}

function isCovered(change: OasdiffChange, hits: ReadonlyMap<string, RuleHit[]>): boolean {
  return [...namesIn(change), change.path].some((name) =>
    hits.get(name)?.some(({ id, direction }) => {
      if (ruleOf(id).covers?.test(change.id) !== true) return false
      return direction === undefined || direction === directionOf(change)
    }),
  )
}

/** `enum: [a]` and `const: a` are the same. */
function isOneValueAsAnother({ id }: OasdiffChange, { before, after }: FieldPair): boolean {
  return ruleOf('value-removed').covers?.test(id) === true && listSameValues(before.schema, after.schema)
}

/** To oasdiff, another way to pass the key is one more component that changed; to a caller, calls without it fail. */
function severityOf({ id, level }: OasdiffChange): Severity {
  return BREAKING.test(id) ? 'breaking' : SEVERITY_OF_LEVEL[level]
}

const BREAKING =
  /^api-(global-)?security-added$|^api-security-component-.*-changed$|^api-(global-)?security-scope-added$/

function directionOf({ id }: OasdiffChange): Direction | undefined {
  if (id.includes('request')) return 'request'
  return id.includes('response') ? 'answer' : undefined
}

/** The last parts of all that it names: it gives of some fields the whole path, of others the name alone. */
function namesIn({ text }: OasdiffChange): string[] {
  return tokensIn(text).map((token) => lastPart(ourName(token)))
}

function tokensIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, token = '']) => token)
}

/** Its `choices/items/message/` is our `choices[].message`, its `2.00` is 2; paths and media types stay. */
function ourName(token: string): string {
  if (/^-?\d+\.0+$/.test(token)) return token.replace(/\.0+$/, '')
  if (/^\/|\s|^(application|text|multipart|image|audio|video)\//.test(token)) return token
  return token
    .replaceAll(/\/items(?=\/|$)/g, '[]')
    .replace(/\/$/, '')
    .replaceAll('/', '.')
}

function lastPart(name: string): string {
  return name.startsWith('/') ? name : (name.replaceAll('[]', '').split('.').at(-1) ?? '')
}

function findPair(change: OasdiffChange, pairs: readonly FieldPair[]): FieldPair | undefined {
  const names = tokensIn(change.text).map(ourName)
  const candidates = pairs.filter(({ direction }) => direction === directionOf(change))
  return (
    candidates.find(({ after }) => names.includes(after.name)) ??
    candidates.find(({ after }) => names.includes(after.label))
  )
}

function translate({ text, operation, path }: OasdiffChange): string {
  const plain = WORDS.reduce(
    (words, [pattern, replacement]) => words.replaceAll(pattern, replacement),
    text,
  ).replaceAll(/`([^`]+)`/g, (_, token: string) => `\`${ourName(token)}\``)
  const line = oneLine(plain)
  const place = path === '' ? '' : `\`${operation} ${path}\`: `
  return `${place}${line}${line.endsWith('.') ? '' : '.'}`
}
