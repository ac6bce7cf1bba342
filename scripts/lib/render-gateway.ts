import { aliasOf, distinct, renderTree, type CatalogModel } from './catalog-code.ts'

/** Renders the module of one gateway: an application that imports it alone bundles no other gateway's models. */
export function renderGateway(gateway: string, origin: string, models: readonly CatalogModel[]): string {
  const functions = distinct(models, ({ source }) => source.id).map(({ source: { id }, operation: { names } }) => {
    return `import { ${names.functionName} as ${aliasOf(id)} } from './${id.slice(gateway.length + 1)}/sdk.gen.ts'`
  })
  const tree = renderTree({
    id: JSON.stringify(gateway),
    baseURL: JSON.stringify(origin),
    models: Object.fromEntries(models.map(({ model, source }) => [model, aliasOf(source.id)])),
  })
  return [
    ...functions,
    '',
    `/** The base URL of ${gateway}, and the generated operation that serves each of its models. */`,
    `export const gateway = ${tree} as const`,
    '',
  ].join('\n')
}
