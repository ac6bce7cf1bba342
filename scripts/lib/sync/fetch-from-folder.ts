import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../lock.ts'
import { MAX_PAGE_BYTES } from '../page-text.ts'
import type { SiteSource } from '../sources.ts'
import type { FetchPage } from './outcome.ts'
import { INDEX_NAME } from './site-index.ts'

/**
 * Reads a site as it was saved: a page stands in the folder by the path of its address. The folder stands for the hosts
 * that its index names, and for sites whose mirrors they are; of others it knows nothing.
 */
export async function createFolderFetch(folder: string, sites: readonly SiteSource[]): Promise<FetchPage> {
  const index = await readFile(join(folder, INDEX_NAME), 'utf8').catch(() => '')
  const hosts = new Set(index.match(/https?:\/\/[^/\s)>]+/g))
  for (const { index: address, mirrors } of sites) {
    if (mirrors.some((mirror) => hosts.has(mirror))) hosts.add(new URL(address).origin)
  }
  return async (url, known) => {
    if (hosts.size > 0 && !hosts.has(new URL(url).origin)) return { kind: 'unchanged' }
    const path = decodeURIComponent(new URL(url).pathname)
    const file = join(folder, path)
    const size = await stat(file).then(
      (stats) => (stats.isFile() ? stats.size : undefined),
      () => undefined,
    )
    if (size === undefined) return { kind: 'gone', message: `${folder} holds no ${path}` }
    if (size > MAX_PAGE_BYTES) {
      return { kind: 'refused', code: 'DC125', message: `more than ${String(MAX_PAGE_BYTES)} bytes` }
    }
    const bytes = await readFile(file)
    if (sha256(bytes) === known?.sha256) return { kind: 'unchanged' }
    return { kind: 'page', bytes, etag: null, lastModified: null, movedTo: null }
  }
}
