import type { Finding } from '../../contract-tests/engine/finding.ts'
import { InputError } from './input-error.ts'
import { findChatOperation, type ChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import { findGeneratedNames, hasGeneratedType, type GeneratedNames } from './generated-names.ts'
import { SOURCES_FILE } from './sources.ts'
import type { EffectiveSpec } from './effective-specs.ts'

interface CatalogModel {
  model: string
  spec: EffectiveSpec
  operation: ChatOperation
  names: GeneratedNames
  /** Whether the spec states the chunk of a stream. */
  hasChunk: boolean
}

/**
 * Renders generated/catalog.gen.ts: for every gateway its base URL and, for every model, the one operation that
 * serves it, its types and its documented limits. Two primaries for one (gateway, model) are a finding.
 */
export function renderCatalog(
  specs: readonly EffectiveSpec[],
  files: ReadonlyMap<string, string>,
): { text: string; findings: Finding[] } {
  const models = specs.flatMap((spec) => modelsOf(spec, files))
  const unique = models.filter((entry, index) => models.findIndex((other) => isSameModel(entry, other)) === index)
  // Of a site's pages, the first about a model counts.
  const findings = models
    .filter((entry) => !unique.includes(entry) && entry.spec.source.site === undefined)
    .map(({ model, spec: { source } }): Finding => {
      const message = `another primary documents \`${model}\` of \`${source.gateway}\` already`
      const place = { file: SOURCES_FILE, line: source.line, gateway: source.gateway, model }
      return { code: 'DC304', side: 'spec', ...place, message }
    })
  return { text: renderModule(unique), findings }
}

function modelsOf(spec: EffectiveSpec, files: ReadonlyMap<string, string>): CatalogModel[] {
  if (!spec.source.inCatalog) return []
  const operation = findChatOperation(spec.document)
  if (!operation) return []
  const names = findGeneratedNames(files.get(`${spec.source.id}/sdk.gen.ts`) ?? '', operation.path)
  if (!names) {
    throw new InputError(`no generated function posts to ${operation.path}`, { file: spec.source.specFile })
  }
  const hasChunk = hasGeneratedType(files.get(`${spec.source.id}/types.gen.ts`) ?? '', 'ChatCompletionChunk')
  return operation.models.map((model) => ({ model, spec, operation, names, hasChunk }))
}

function isSameModel(one: CatalogModel, other: CatalogModel): boolean {
  return one.model === other.model && one.spec.source.gateway === other.spec.source.gateway
}

function renderModule(models: readonly CatalogModel[]): string {
  const specs = [...new Map(models.map((entry) => [entry.spec.source.id, entry])).values()]
  const clash = specs.find(
    ({ spec }, index) => specs.findIndex((other) => aliasOf(other.spec) === aliasOf(spec)) < index,
  )
  if (clash) {
    const { id, line } = clash.spec.source
    throw new InputError(`\`${id}\` differs from another spec in punctuation only`, { file: SOURCES_FILE, line })
  }
  const gateways = [...new Map(models.map(({ spec: { source } }) => [source.gateway, source])).values()]
  const eachModel = (gateway: string, render: (entry: CatalogModel) => Tree): Tree =>
    Object.fromEntries(
      models.filter(({ spec }) => spec.source.gateway === gateway).map((entry) => [entry.model, render(entry)]),
    )
  const eachGateway = (render: (gateway: string, origin: string) => Tree): string =>
    renderTree(Object.fromEntries(gateways.map(({ gateway, origin }) => [gateway, render(gateway, origin)])))

  const functions = specs.map(({ spec, names }) => {
    return `import { ${names.functionName} as ${aliasOf(spec)} } from './${spec.source.id}/sdk.gen.ts'`
  })
  const types = specs.map(({ spec }) => `import type * as ${typesOf(spec)} from './${spec.source.id}/types.gen.ts'`)
  const operations = eachGateway((gateway, origin) => ({
    baseURL: JSON.stringify(origin),
    models: eachModel(gateway, ({ spec }) => aliasOf(spec)),
  }))
  const modelTypes = eachGateway((gateway) => eachModel(gateway, renderModelTypes))
  const limits = eachGateway((gateway) => eachModel(gateway, ({ operation }) => limitsOf(operation)))
  return [
    ...functions,
    ...types,
    '',
    "/** Every gateway's base URL, and the generated operation that serves each of its models. */",
    `export const catalog = ${operations} as const`,
    '',
    "/** The types of each model's request, completion and chunk. */",
    `export interface CatalogTypes ${modelTypes}`,
    '',
    "/** The bounds and defaults that the docs state for each model's parameters. */",
    `export const documentedLimits = ${limits} as const`,
    '',
  ].join('\n')
}

function renderModelTypes({ spec, names, hasChunk }: CatalogModel): Tree {
  return {
    body: `${typesOf(spec)}.${names.dataType}['body']`,
    completion: `${typesOf(spec)}.${names.responsesType}[200]`,
    chunk: hasChunk ? `${typesOf(spec)}.ChatCompletionChunk` : 'Record<string, unknown>',
  }
}

/** TypeScript source: an expression or a type, or braces around named ones. */
type Tree = string | { [key: string]: Tree }

function renderTree(tree: Tree, indent = ''): string {
  if (typeof tree === 'string') return tree
  const entries = Object.entries(tree).map(
    ([key, value]) => `${indent}  ${renderKey(key)}: ${renderTree(value, `${indent}  `)},\n`,
  )
  return `{\n${entries.join('')}${indent}}`
}

/** In brackets, since an object literal would take this one name for its prototype. */
function renderKey(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)
}

function limitsOf({ properties }: ChatOperation): Tree {
  const limits = Object.entries(properties).map(([name, { minimum, maximum, default: fallback }]) => {
    return [name, JSON.stringify({ minimum, maximum, default: fallback })] as const
  })
  return Object.fromEntries(limits.filter(([, limit]) => limit !== '{}'))
}

/** A TypeScript name for a spec: its id in camel case. */
function aliasOf({ source }: EffectiveSpec): string {
  return source.id.replaceAll(/[^a-z0-9]+(.)?/gi, (_, letter: string | undefined) => (letter ?? '').toUpperCase())
}

function typesOf(spec: EffectiveSpec): string {
  return `${aliasOf(spec)}Types`
}
