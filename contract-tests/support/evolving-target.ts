import { readFileSync } from 'node:fs'
import type { ContractTarget } from '../engine/contract-target.ts'
import type { Finding } from '../engine/finding.ts'
import type { Mock } from '../engine/mock.ts'
import { runContract, type ContractOptions } from '../engine/run-contract.ts'
import { startPrismMock } from './prism-mock.ts'
import { strengthen } from './strengthen.ts'

const EFFECTIVE_SPEC = new URL('../../generated/anyfast/doubao-seed-evolving/openapi.json', import.meta.url)

/** The spec with the most parameters, to be broken by tests. Each call gives a copy of its own. */
export async function readEvolvingTarget(): Promise<ContractTarget> {
  const document = JSON.parse(readFileSync(EFFECTIVE_SPEC, 'utf8')) as Record<string, unknown>
  const strictDocument = await strengthen(document)
  const target = { gateway: 'anyfast', model: 'doubao-seed-evolving', document, strictDocument }
  return { id: 'anyfast/doubao-seed-evolving', ...target }
}

/** What differs from a run in which all sides agree. */
export interface DriftOptions extends ContractOptions {
  /** Served in place of the target's own document, by a mock of this run's own. */
  mockDocument?: ContractTarget['document']
  /** A mock that runs already and serves the target's id. */
  mock?: Mock
}

/** What the contract says of a client made from `target`. */
export async function findDrift(target: ContractTarget, options: DriftOptions = {}): Promise<Finding[]> {
  const { mock, mockDocument = target.document, ...contractOptions } = options
  if (mock) return (await runContract([target], mock, contractOptions)).flatMap(({ findings }) => findings)
  await using ownMock = await startPrismMock({ documents: { [target.id]: mockDocument }, port: 0 })
  return await findDrift(target, { ...contractOptions, mock: ownMock })
}
