import type { Finding } from '../../contract-tests/engine/finding.ts'
import { aliasOf, distinct, renderTree, type CatalogModel, type Tree } from './catalog-code.ts'
import type { CatalogOperation } from './catalog-operation.ts'
import { BANNER, GATEWAY_MODULE, type GeneratedFiles } from './generated-files.ts'
import { InputError } from './input-error.ts'
import { renderGateway } from './render-gateway.ts'
import { SOURCES_FILE, type Source } from './sources.ts'

/** The operation of a source that enters the catalogue. */
export interface CatalogEntry {
  source: Source
  operation: CatalogOperation
}

/** A gateway, and the first of its sources. */
interface CatalogGateway {
  gateway: string
  source: Source
  models: CatalogModel[]
}

/**
 * Renders the catalogue: a module a gateway with its base URL and, for every model, the one operation that serves it;
 * and catalog.gen.ts with all gateways, the models' types and their documented limits. Two primaries for one (gateway,
 * model) are a finding.
 */
export function renderCatalog(entries: readonly CatalogEntry[]): { files: GeneratedFiles; findings: Finding[] } {
  const models = entries.flatMap((entry) => entry.operation.models.map((model): CatalogModel => ({ ...entry, model })))
  const unique = distinct(models, ({ model, source }) => JSON.stringify([source.gateway, model]))
  const kept = new Set(unique)
  // Of a site's pages, the first about a model counts.
  const findings = models
    .filter((entry) => !kept.has(entry) && entry.source.site === undefined)
    .map(({ model, source }): Finding => {
      const message = `another primary documents \`${model}\` of \`${source.gateway}\` already`
      const place = { file: SOURCES_FILE, line: source.line, gateway: source.gateway, model }
      return { code: 'DC304', side: 'spec', ...place, message }
    })

  const specs = distinct(unique, ({ source }) => source.id).map(({ source }) => source)
  const gateways = distinct(specs, ({ gateway }) => gateway).map((source): CatalogGateway => {
    const { gateway } = source
    return { gateway, source, models: unique.filter((entry) => entry.source.gateway === gateway) }
  })
  refuseClash(specs, ({ id }) => id)
  refuseClash(
    gateways.map(({ source }) => source),
    ({ gateway }) => gateway,
  )
  const modules = gateways.map(({ gateway, source, models: own }): [string, string] => {
    return [`${gateway}/${GATEWAY_MODULE}`, renderGateway(gateway, source.origin, own)]
  })
  const texts: [string, string][] = [...modules, ['catalog.gen.ts', renderModule(gateways, specs)]]
  return { files: new Map(texts.map(([path, text]) => [path, `${BANNER}\n\n${text}`])), findings }
}

/** Two names that differ in punctuation only would have one name in code. */
function refuseClash(sources: readonly Source[], nameOf: (source: Source) => string): void {
  const aliases = new Map(sources.toReversed().map((source) => [aliasOf(nameOf(source)), source]))
  const clash = sources.find((source) => aliases.get(aliasOf(nameOf(source))) !== source)
  if (!clash) return
  const message = `\`${nameOf(clash)}\` differs from another one in punctuation only`
  throw new InputError(message, { file: SOURCES_FILE, line: clash.line })
}

function renderModule(gateways: readonly CatalogGateway[], specs: readonly Source[]): string {
  const eachModel = (render: (entry: CatalogModel) => Tree): string => {
    const trees = gateways.map(({ gateway, models }): [string, Tree] => {
      return [gateway, Object.fromEntries(models.map((entry) => [entry.model, render(entry)]))]
    })
    return renderTree(Object.fromEntries(trees))
  }
  const values = gateways.map(({ gateway }) => {
    return `import { gateway as ${gatewayAliasOf(gateway)} } from './${gateway}/${GATEWAY_MODULE}'`
  })
  const types = specs.map((source) => `import type * as ${typesOf(source)} from './${source.id}/types.gen.ts'`)
  const catalog = renderTree(
    Object.fromEntries(gateways.map(({ gateway }): [string, Tree] => [gateway, gatewayAliasOf(gateway)])),
  )
  return [
    ...values,
    ...types,
    '',
    '/** Every gateway: its id, its base URL, and the generated operation that serves each of its models. */',
    `export const catalog = ${catalog} as const`,
    '',
    "/** The types of each model's request, completion and chunk. */",
    `export interface CatalogTypes ${eachModel(renderModelTypes)}`,
    '',
    "/** The bounds and defaults that the docs state for each model's parameters. */",
    `export const documentedLimits = ${eachModel(({ operation }) => Object.fromEntries(operation.limits))} as const`,
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

function typesOf({ id }: Source): string {
  return `${aliasOf(id)}Types`
}

/** Never by its bare id, which may be a word of the language, such as `default`. */
function gatewayAliasOf(gateway: string): string {
  return `${aliasOf(gateway)}Gateway`
}
