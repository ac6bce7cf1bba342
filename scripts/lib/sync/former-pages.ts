import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Lock } from '../lock.ts'
import { PAGES_FOLDER, type Sources } from '../sources.ts'
import type { Listing } from './listed-pages.ts'
import type { FormerPage } from './page-changes.ts'
import { readContent } from './page-content.ts'
import { INDEX_NAME } from './site-index.ts'

/** The pages of sites that were fetched once and are not listed any more; a page of a list of ours is ours to drop. */
export async function findFormerPages(
  root: string,
  { fetched, sites: roles }: Lock,
  { sites }: Sources,
  listing: Listing,
): Promise<FormerPage[]> {
  const listed = new Set(listing.pages.map(({ path }) => path))
  const isOfSite = (path: string) => Object.keys(roles).some((site) => path.startsWith(`${site}/`))
  const isKept = (path: string) => listed.has(path) || sites.some(({ site }) => path === `${site}/${INDEX_NAME}`)
  const paths = Object.keys(fetched).filter((path) => isOfSite(path) && !isKept(path))
  const pages = paths.map(async (path): Promise<FormerPage> => {
    const bytes = await readFile(join(root, PAGES_FOLDER, path)).catch(() => Buffer.alloc(0))
    const reader = sites.find(({ site }) => path.startsWith(`${site}/`))
    return { path, content: reader ? readContent(bytes, reader) : 'prose' }
  })
  return await Promise.all(pages)
}
