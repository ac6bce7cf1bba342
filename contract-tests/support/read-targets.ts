import { readdirSync, readFileSync } from 'node:fs'
import { findChatOperation } from '../engine/chat-operation.ts'
import type { ContractTarget } from '../engine/contract-target.ts'

const GENERATED = new URL('../../generated/', import.meta.url)

/** Every model of every effective spec in generated/. */
export function readTargets(): ContractTarget[] {
  const files = readdirSync(GENERATED, { recursive: true, encoding: 'utf8' })
  return files
    .filter((path) => path.endsWith('openapi.json'))
    .flatMap((path) => {
      const document = JSON.parse(readFileSync(new URL(path, GENERATED), 'utf8')) as Record<string, unknown>
      const [gateway = '', spec = ''] = path.split(/[\\/]/)
      const models = findChatOperation(document)?.models ?? []
      return models.map((model) => ({ id: `${gateway}/${spec}`, gateway, model, document }))
    })
}
