import type { Finding } from '../../contract-tests/engine/finding.ts'
import { InputError } from './input-error.ts'
import type { CatalogOperation } from './catalog-operation.ts'
import { SOURCES_FILE, type Source } from './sources.ts'

/** The operation of a source that enters the catalogue. */
export interface CatalogEntry {
  source: Source
  operation: CatalogOperation
}

interface CatalogModel extends CatalogEntry {
  model: string
}

/**
 * Renders generated/catalog.gen.ts: for every gateway its base URL and, for every model, the one operation that
 * serves it, its types and its documented limits. Two primaries for one (gateway, model) are a finding.
 */
export function renderCatalog(entries: readonly CatalogEntry[]): { text: string; findings: Finding[] } {
  const models = entries.flatMap((entry) => entry.operation.models.map((model): CatalogModel => ({ ...entry, model })))
  const first = new Map(models.toReversed().map((entry) => [keyOf(entry), entry]))
  const unique = models.filter((entry) => first.get(keyOf(entry)) === entry)
  // Of a site's pages, the first about a model counts.
  const findings = models
    .filter((entry) => first.get(keyOf(entry)) !== entry && entry.source.site === undefined)
    .map(({ model, source }): Finding => {
      const message = `another primary documents \`${model}\` of \`${source.gateway}\` already`
      const place = { file: SOURCES_FILE, line: source.line, gateway: source.gateway, model }
      return { code: 'DC304', side: 'spec', ...place, message }
    })
  return { text: renderModule(unique), findings }
}

function keyOf({ model, source }: CatalogModel): string {
  return JSON.stringify([source.gateway, model])
}

function renderModule(models: readonly CatalogModel[]): string {
  const specs = [...new Map(models.map((entry) => [entry.source.id, entry])).values()]
  const aliases = new Map(specs.toReversed().map(({ source }) => [aliasOf(source), source]))
  const clash = specs.find(({ source }) => aliases.get(aliasOf(source)) !== source)
  if (clash) {
    const { id, line } = clash.source
    throw new InputError(`\`${id}\` differs from another spec in punctuation only`, { file: SOURCES_FILE, line })
  }
  const gateways = [...new Map(models.map(({ source }) => [source.gateway, source])).values()]
  const eachModel = (gateway: string, render: (entry: CatalogModel) => Tree): Tree =>
    Object.fromEntries(
      models.filter(({ source }) => source.gateway === gateway).map((entry) => [entry.model, render(entry)]),
    )
  const eachGateway = (render: (gateway: string, origin: string) => Tree): string =>
    renderTree(Object.fromEntries(gateways.map(({ gateway, origin }) => [gateway, render(gateway, origin)])))

  const functions = specs.map(({ source, operation: { names } }) => {
    return `import { ${names.functionName} as ${aliasOf(source)} } from './${source.id}/sdk.gen.ts'`
  })
  const types = specs.map(({ source }) => `import type * as ${typesOf(source)} from './${source.id}/types.gen.ts'`)
  const operations = eachGateway((gateway, origin) => ({
    baseURL: JSON.stringify(origin),
    models: eachModel(gateway, ({ source }) => aliasOf(source)),
  }))
  const modelTypes = eachGateway((gateway) => eachModel(gateway, renderModelTypes))
  const limits = eachGateway((gateway) => eachModel(gateway, ({ operation }) => Object.fromEntries(operation.limits)))
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

function renderModelTypes({ source, operation: { names, hasChunk } }: CatalogModel): Tree {
  return {
    body: `${typesOf(source)}.${names.dataType}['body']`,
    completion: `${typesOf(source)}.${names.responsesType}[200]`,
    chunk: hasChunk ? `${typesOf(source)}.ChatCompletionChunk` : 'Record<string, unknown>',
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

/** A TypeScript name for a spec: its id in camel case. */
function aliasOf({ id }: Source): string {
  return id.replaceAll(/[^a-z0-9]+(.)?/gi, (_, letter: string | undefined) => (letter ?? '').toUpperCase())
}

function typesOf(source: Source): string {
  return `${aliasOf(source)}Types`
}
