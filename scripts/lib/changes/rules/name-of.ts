import { quote } from '../quote.ts'
import type { Direction } from '../rule-ids.ts'

/** How a sentence begins that is about a field: a parameter by its name, a field of an answer as such. */
export function nameOf(direction: Direction, name: string): string {
  return direction === 'request' ? quote(name) : `${quote(name)} of the answer`
}
