import { readFile } from 'node:fs/promises'
import type { ContractTarget } from '../../contract-tests/engine/contract-target.ts'
import type { ContractOptions, ContractResult } from '../../contract-tests/engine/run-contract.ts'
import { startPrismMock } from '../../contract-tests/support/prism-mock.ts'
import { ClientLoadError } from './client-load-error.ts'
import { contractTargets, createLocator } from './contract-targets.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { InputError } from './input-error.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** How a run may differ from the whole one. */
export interface ContractStageOptions {
  /** A document for the mock to serve in place of the spec with the same operation. */
  mockSpecFile?: string | undefined
  /** `<gateway>/<spec>`: check its models alone. */
  only?: string | undefined
  onProgress?: ContractOptions['onProgress']
}

type Documents = Record<string, Record<string, unknown>>

/** Starts the mock for all effective specs and drives the client through the contract checks. */
export async function runContractStage(
  specs: readonly EffectiveSpec[],
  { mockSpecFile, only, onProgress }: ContractStageOptions = {},
): Promise<ContractResult[]> {
  const targets = chooseTargets(await contractTargets(specs), only)
  const documents: Documents = Object.fromEntries(targets.map(({ id, document }) => [id, document]))
  if (mockSpecFile !== undefined) Object.assign(documents, await readMockSpec(mockSpecFile, targets))

  // Not before now: a run that generates has to check the client that it wrote, not the one that was there.
  const { runContract } = await import('../../contract-tests/engine/run-contract.ts').catch(failToLoad)
  await using mock = await startPrismMock({ documents, port: 0 })
  return await runContract(targets, mock, { locate: createLocator(specs), onProgress })
}

/** The models of one spec, or all. Throws an {@link InputError} where there is none to check. */
export function chooseTargets(targets: ContractTarget[], only: string | undefined): ContractTarget[] {
  const chosen = targets.filter(({ id }) => only === undefined || id === only)
  if (chosen.length > 0) return chosen
  const ids = [...new Set(targets.map(({ id }) => id))].join(', ')
  throw new InputError(`no spec to check${only === undefined ? '' : ` by the name ${only}`}; there are: ${ids}`, {
    file: 'specs/sources.yaml',
  })
}

/** What `catch` makes of an import that failed. */
export function failToLoad(cause: unknown): never {
  const reason = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause)
  throw new ClientLoadError(`the client cannot be loaded: ${reason}`, { cause })
}

/** The other document, under the id of the spec that has its operation. */
async function readMockSpec(file: string, targets: readonly ContractTarget[]): Promise<Documents> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new InputError('cannot be read', { file }, { cause })
  })
  const yaml = parseYaml(text)
  if (!isYamlFile(yaml)) throw new InputError(yaml.message, { file, line: yaml.line })
  const document = yaml.value as Record<string, unknown>
  if (typeof yaml.value !== 'object' || yaml.value === null) throw new InputError('holds no document', { file })
  const ids = operationIds(document)
  const target = targets.find((candidate) => operationIds(candidate.document).some((id) => ids.includes(id)))
  if (!target)
    throw new InputError('holds the operation of no spec that is checked (compared by operationId)', { file })
  return { [target.id]: document }
}

function operationIds(document: Record<string, unknown>): unknown[] {
  type Paths = Record<string, Record<string, { operationId?: unknown } | null> | null>
  const paths = Object.values((document['paths'] ?? {}) as Paths)
  const operations = paths.flatMap((path) => Object.values(path ?? {}))
  return operations.flatMap((operation) => operation?.operationId ?? [])
}
