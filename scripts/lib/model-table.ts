import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { renderMarkdownTable } from './markdown-table.ts'

/** What generated/catalog.gen.ts exports, as far as the table shows it. */
interface Catalog {
  catalog: Record<string, { baseURL: string; models: Record<string, unknown> }>
  documentedLimits: Record<string, Record<string, { max_tokens?: { default?: number; maximum?: number } }>>
}

/** The supported models, from the catalogue: one row a model. */
export async function renderModelTable(root: string): Promise<string> {
  const url = pathToFileURL(join(root, 'generated/catalog.gen.ts'))
  const { catalog, documentedLimits } = (await import(url.href)) as Catalog
  const rows = Object.entries(catalog).flatMap(([gateway, { baseURL, models }]) =>
    Object.keys(models).map((model) => {
      const { default: fallback, maximum } = documentedLimits[gateway]?.[model]?.max_tokens ?? {}
      return [`\`${gateway}\``, baseURL, `\`${model}\``, describe(fallback), describe(maximum)]
    }),
  )
  return await renderMarkdownTable(['gateway', 'address', 'model', '`max_tokens` unless said', 'at most'], rows)
}

function describe(limit: number | undefined): string {
  return limit === undefined ? 'not documented' : String(limit)
}
