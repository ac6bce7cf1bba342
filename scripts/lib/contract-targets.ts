import { fromPointer } from '../../contract-tests/engine/json-pointer.ts'
import type { ContractTarget } from '../../contract-tests/engine/contract-target.ts'
import { findChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import { strengthen } from '../../contract-tests/support/strengthen.ts'
import type { Locate } from '../../contract-tests/engine/run-contract.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** One target for every model of every primary spec. */
export async function contractTargets(specs: readonly EffectiveSpec[]): Promise<ContractTarget[]> {
  const targets = specs.map(async ({ source: { id, gateway }, document }) => {
    const strictDocument = await strengthen(document)
    const models = findChatOperation(document)?.models ?? []
    return models.map((model) => ({ id, gateway, model, document, strictDocument }))
  })
  return (await Promise.all(targets)).flat()
}

/** Finds the page line of what a pointer into an effective spec names; of its nearest ancestor where an overlay adds it. */
export function createLocator(specs: readonly EffectiveSpec[]): Locate {
  const files = new Map(
    specs.map(({ source, specText, placeOf }) => [source.id, { placeOf, yaml: parseYaml(specText) }]),
  )
  return ({ id }, pointer) => {
    const file = files.get(id)
    if (!file || !isYamlFile(file.yaml)) return undefined
    return file.placeOf(file.yaml.lineOf(fromPointer(pointer)))
  }
}
