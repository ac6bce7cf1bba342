import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { changedProseLine, LOCK_FILE, lockWitness, type Lock } from '../lock.ts'
import type { OpenApiDocument } from '../overlays.ts'
import type { Witness } from '../sources.ts'
import type { VerifiedSpec } from '../verify-specs.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import { ACCEPTED_FILE, readAcceptedDifferences, type AcceptedDifference } from './accepted-differences.ts'
import { compareWitness, type Difference } from './compare-witness.ts'
import { nameOfFact } from './fact.ts'
import { readWitness } from './read-witness.ts'

/** What the witnesses say of the specs that they must agree with. */
export interface WitnessVerification {
  /** How many facts were held against a spec. */
  facts: number
  findings: Finding[]
}

/** Holds every witness against the lock, and each of its facts against the untouched spec. */
export async function verifyWitnesses(
  root: string,
  witnesses: readonly Witness[],
  specs: readonly VerifiedSpec[],
  lock: Lock,
): Promise<WitnessVerification> {
  const accepted = await readAcceptedDifferences(root)
  const verification: WitnessVerification = { facts: 0, findings: [] }
  for (const witness of witnesses) {
    const page = await readWitness(root, witness)
    if (!('facts' in page)) {
      verification.findings.push(page)
      continue
    }
    const spec = specs.find(({ source }) => source.id === witness.id)
    const yaml = spec && parseYaml(spec.specText)
    const isReadable = yaml !== undefined && isYamlFile(yaml)
    const differences = isReadable ? compareWitness(page.facts, yaml.value as OpenApiDocument) : []
    const own = accepted.filter((entry) => entry.page === witness.page)
    const disagreements = findDisagreements(witness, differences, own)
    verification.facts += page.facts.length
    verification.findings.push(...disagreements, ...(isReadable ? findPointlessAcceptance(differences, own) : []))
    // A fact that changed says more than that the page did.
    if (disagreements.length === 0) verification.findings.push(...findChange(witness, page.pageBytes, lock))
  }
  return verification
}

function findDisagreements(
  { pageFile, gateway, id }: Witness,
  differences: readonly Difference[],
  accepted: readonly AcceptedDifference[],
): Finding[] {
  return differences
    .filter((difference) => !accepted.some((entry) => isAccepted(difference, entry)))
    .map(({ fact, specified }) => ({
      code: 'DC131',
      side: 'page',
      file: pageFile,
      line: fact.line,
      gateway,
      message: `${nameOfFact(fact)}: this page states ${quote(fact.stated)}, the spec ${id} ${quote(specified)}`,
    }))
}

/** An entry that no longer is a difference would hide the next one. */
function findPointlessAcceptance(
  differences: readonly Difference[],
  accepted: readonly AcceptedDifference[],
): Finding[] {
  return accepted
    .filter((entry) => !differences.some((difference) => isAccepted(difference, entry)))
    .map(({ fact, line }) => {
      const message = `\`${fact}\` of this page is no such difference any more: delete me`
      return { code: 'DC132', side: 'page', file: ACCEPTED_FILE, line, message }
    })
}

function isAccepted({ fact }: Difference, entry: AcceptedDifference): boolean {
  return nameOfFact(fact) === entry.fact && isDeepStrictEqual(fact.stated, entry.stated)
}

function findChange({ page, pageFile, gateway }: Witness, pageBytes: Buffer, lock: Lock): Finding[] {
  const current = lockWitness(page, pageBytes)
  const locked = lock.witnesses[page]
  if (!locked) {
    const message = `\`${page}\` is not locked; run \`npm run extract\``
    return [{ code: 'DC113', side: 'spec', file: LOCK_FILE, message }]
  }
  if (current.pageSha256 === locked.pageSha256) return []
  const message = 'the page changed, and no fact of it; if that is right, run `npm run update`'
  return [{ code: 'DC110', side: 'page', file: pageFile, line: changedProseLine(current, locked), gateway, message }]
}

function quote(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
