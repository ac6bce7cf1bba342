import { readdirSync, readFileSync } from 'node:fs'
import { findChatOperation } from '../engine/chat-operation.ts'
import type { ContractTarget } from '../engine/contract-target.ts'
import { strengthen } from './strengthen.ts'

const GENERATED = new URL('../../generated/', import.meta.url)

/** Every model of every effective spec in generated/. */
export async function readTargets(): Promise<ContractTarget[]> {
  const files = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' })
  const targets = files.filter((path) => path.endsWith('openapi.json')).map(readSpecTargets)
  return (await Promise.all(targets)).flat()
}

async function readSpecTargets(path: string): Promise<ContractTarget[]> {
  const document = JSON.parse(readFileSync(new URL(path, GENERATED), 'utf8')) as Record<string, unknown>
  const [gateway = '', spec = ''] = path.split(/[\\/]/)
  const strictDocument = await strengthen(document)
  const models = findChatOperation(document)?.models ?? []
  return models.map((model) => ({ id: `${gateway}/${spec}`, gateway, model, document, strictDocument }))
}
