import { distance } from 'fastest-levenshtein'

/** From here on two names are taken for one that was written otherwise: `min_tokens` and `max_tokens` are not. */
const ALIKE = 0.8

/** How alike two texts are: 1 for the same, 0 for nothing in common. */
export function similarity(one: string, other: string): number {
  const length = Math.max(one.length, other.length)
  return length === 0 ? 1 : 1 - distance(one, other) / length
}

/** So many names would have to be compared with each other that nobody could wait for it; then none was renamed. */
export function canCompareNames(before: readonly unknown[], after: readonly unknown[]): boolean {
  return before.length * after.length <= 10_000
}

/** Whether a field may have got another name: almost the same letters, or a word more or less. */
export function isRenamedField(before: string, after: string): boolean {
  if (similarity(joinWords(before), joinWords(after)) >= ALIKE) return true
  const [fewer, more] = [wordsOf(before), wordsOf(after)].sort((one, other) => one.length - other.length)
  return fewer !== undefined && more !== undefined && fewer.length > 1 && fewer.every((word) => more.includes(word))
}

/**
 * Whether a model may have got another id. A version belongs to what a model is, so it has to be the same; the date of
 * a snapshot and how the id is punctuated do not.
 */
export function isRenamedModel(before: string, after: string): boolean {
  const [old, fresh] = [withoutDate(before), withoutDate(after)].map(joinWords)
  if (old === undefined || fresh === undefined) return false
  return digitsOf(old) === digitsOf(fresh) && similarity(old, fresh) >= ALIKE
}

/** The id that is most like another, where any is like it at all. */
export function closestModel(model: string, candidates: Iterable<string>): string | undefined {
  const ranked = [...candidates]
    .map((id) => ({ id, score: similarity(joinWords(withoutDate(model)), joinWords(withoutDate(id))) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((one, other) => other.score - one.score)
  return ranked[0]?.id
}

/** `-251015`, `-20260128`, `-2026-01-28`. */
function withoutDate(model: string): string {
  return model.replace(/-(20\d\d-\d\d-\d\d|(20)?\d{6})$/, '')
}

function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

function joinWords(name: string): string {
  return wordsOf(name).join('')
}

function digitsOf(text: string): string {
  return text.replaceAll(/\D+/g, ' ').trim()
}
