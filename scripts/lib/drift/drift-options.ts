import { InvalidArgumentError } from 'commander'
import { findingCodes, type FindingCode } from '../../../contract-tests/engine/finding.ts'
import { FAMILIES, type Family } from './score.ts'

/** The command line of `npm run drift`. */
export interface DriftCommandOptions {
  only?: string
  family: Family[]
  without: FindingCode[]
  docs?: boolean
  accept?: boolean
}

/** Reads a list of families. */
export function parseFamilies(list: string): Family[] {
  return list.split(',').map((text) => {
    const found = FAMILIES.find((candidate) => candidate === text.trim())
    if (!found) throw new InvalidArgumentError(`There is no family ${text}; there are ${FAMILIES.join(', ')}.`)
    return found
  })
}

/** Reads a list of finding codes. */
export function parseCodes(list: string): FindingCode[] {
  return list.split(',').map((text) => {
    const codes = Object.keys(findingCodes) as FindingCode[]
    const code = codes.find((candidate) => candidate === text.trim())
    if (!code) throw new InvalidArgumentError(`There is no check ${text}; docs/findings.md lists them.`)
    return code
  })
}
