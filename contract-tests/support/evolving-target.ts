import { readFileSync } from 'node:fs'
import type { ContractTarget } from '../engine/contract-target.ts'
import type { Finding } from '../engine/finding.ts'
import { runContract, type ContractOptions } from '../engine/run-contract.ts'
import { startPrismMock } from './prism-mock.ts'

const EFFECTIVE_SPEC = new URL('../../generated/anyfast/doubao-seed-evolving/openapi.json', import.meta.url)

/** The spec with the most parameters, to be broken by tests. Each call gives a copy of its own. */
export function readEvolvingTarget(): ContractTarget {
  const document = JSON.parse(readFileSync(EFFECTIVE_SPEC, 'utf8')) as Record<string, unknown>
  return { id: 'anyfast/doubao-seed-evolving', gateway: 'anyfast', model: 'doubao-seed-evolving', document }
}

/** What differs from a run in which all sides agree. */
export interface DriftOptions extends ContractOptions {
  /** Served in place of the target's own document. */
  mockDocument?: ContractTarget['document']
}

/** What the contract says of a client made from `target`. */
export async function findDrift(
  target: ContractTarget,
  { mockDocument = target.document, ...options }: DriftOptions = {},
): Promise<Finding[]> {
  await using mock = await startPrismMock({ documents: { [target.id]: mockDocument }, port: 0 })
  const [result] = await runContract([target], mock, options)
  return result?.findings ?? []
}
