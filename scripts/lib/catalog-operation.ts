import type { SourceFile } from 'typescript'
import { findChatOperation, type ChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import { toPointer } from '../../contract-tests/engine/json-pointer.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { findGeneratedNames, hasGeneratedType, type GeneratedNames } from './generated-names.ts'
import { UnreadableSpecError } from './unreadable-spec-error.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** All that the catalogue says of the one operation of a spec that completes chats. Plain data, so it can be kept. */
export interface CatalogOperation {
  models: string[]
  names: GeneratedNames
  /** Whether the spec states the chunk of a stream. */
  hasChunk: boolean
  /** The bounds and the default of each parameter that has one, as code. */
  limits: [parameter: string, limit: string][]
}

/** What a spec and the syntax of its generated files give to the catalogue; undefined where they give nothing. */
export function findCatalogOperation(
  spec: EffectiveSpec,
  syntax: ReadonlyMap<string, SourceFile>,
): CatalogOperation | undefined {
  const { source, document, specText, placeOf } = spec
  const operation = source.inCatalog ? findChatOperation(document) : undefined
  if (!operation) return undefined
  const [sdk, types] = [syntax.get(`${source.id}/sdk.gen.ts`), syntax.get(`${source.id}/types.gen.ts`)]
  const names = sdk && findGeneratedNames(sdk, operation.path)
  if (!names) {
    // The generator leaves an operation without answers out.
    const path = ['paths', operation.path, 'post']
    const yaml = parseYaml(specText)
    const place = isYamlFile(yaml) ? placeOf(yaml.lineOf(path)) : { file: source.specFile }
    const message = `no generated function posts to ${operation.path}: does the operation state its \`responses\`?`
    throw new UnreadableSpecError(message, spec, { ...place, pointer: toPointer(path) })
  }
  const hasChunk = types !== undefined && hasGeneratedType(types, 'ChatCompletionChunk')
  return { models: operation.models, names, hasChunk, limits: limitsOf(operation) }
}

function limitsOf({ properties }: ChatOperation): CatalogOperation['limits'] {
  return Object.entries(properties)
    .map(([name, { minimum, maximum, default: fallback }]): CatalogOperation['limits'][number] => {
      return [name, JSON.stringify({ minimum, maximum, default: fallback })]
    })
    .filter(([, limit]) => limit !== '{}')
}
