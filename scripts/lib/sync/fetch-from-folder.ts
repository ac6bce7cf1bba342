import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../lock.ts'
import { MAX_PAGE_BYTES } from '../page-text.ts'
import type { FetchPage } from './outcome.ts'

/** Reads a site as it was saved: a page stands in the folder by the path of its address. */
export function createFolderFetch(folder: string): FetchPage {
  return async (url, known) => {
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
