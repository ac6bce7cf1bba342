import { findingCodes, type Finding, type FindingCode } from '../../../contract-tests/engine/finding.ts'
import { describeDefect, type Defect } from './defect.ts'
import { describeImpossibleValues } from './impossible-values.ts'
import type { View } from './looks.ts'
import { listPlaces } from './schema-places.ts'

/** What a completion's schema without required keys is called, however it was noticed. */
export const OPEN_COMPLETION = 'A completion need not hold anything: an error passes for one'

/** What the contract run found, each finding in the words of its cause: many cases fail by one line of a page. */
export function describeFindings(view: View, findings: readonly Finding[]): Defect[] {
  const { look, page } = view
  const places = listPlaces(page, view.spec.document)
  return withoutConsequences(findings).map(({ code, side, pointer = page.operation.pointer, message }) => {
    const place = places.findLast((one) => `${pointer}/`.startsWith(`${one.pointer}/`))
    const where = place === undefined ? '' : `: ${place.name.replace(/^error \d+/, 'error')}`
    const impossible = code === 'DC412' && place ? describeImpossibleValues(place) : undefined
    const kind = impossible ?? causeOf(message) ?? `${wordsOf(code)}${where}`
    return describeDefect(page, pointer, { kind, code, side, look, message })
  })
}

/**
 * A request that the page's own schema forbids is refused, and all that was to be seen by it is not seen: that says
 * nothing new. Every other check builds on the request with the required parameters only.
 */
function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const invalid = findings.filter(({ code }) => code === 'DC412')
  const names = invalid.flatMap(({ message }) => /^(.+?): (?:\/|the value )/.exec(message)?.[1] ?? [])
  const isBaseInvalid = names.includes('required parameters only')
  return findings.filter(({ code, message }) => {
    if (code === 'DC411' || code === 'DC412') return true
    return !isBaseInvalid && !names.some((name) => message.startsWith(`${name}: `))
  })
}

/** Causes that many places of one page have in common. */
function causeOf(message: string): string | undefined {
  if (/^the schema of status \d+ accepts a completion$/.test(message)) {
    return 'An error need not hold anything: a completion passes for one'
  }
  return message === 'the schema of a completion accepts an error' ? OPEN_COMPLETION : undefined
}

/** The engine speaks of its cases, a docs author of what the page says. */
function wordsOf(code: FindingCode): string {
  if (code === 'DC412') return 'What the page gives as valid, such as an example, is not valid by its schema'
  const text = findingCodes[code]
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** What cannot be compiled has no code: nothing was checked. */
export function describeUnusable({ look, page }: View, reason: string): Defect {
  const [, pointer = page.operation.pointer] = /the schema at (\/\S+)/.exec(reason) ?? []
  const message = reason.replace(/^\S+: /, '')
  const kind = reason.includes('cannot be compiled')
    ? 'A schema cannot be compiled, so that nothing can be held against it'
    : 'The operation cannot be checked'
  return describeDefect(page, pointer, { kind, side: 'spec', look, message })
}
