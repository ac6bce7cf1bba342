import { resolve } from 'node:path'
import { stat } from 'node:fs/promises'
import { InputError } from '../input-error.ts'
import { readSources, type Sources } from '../sources.ts'
import { createFolderFetch } from './fetch-from-folder.ts'
import { createNetworkFetch } from './fetch-from-network.ts'
import type { FetchPage } from './outcome.ts'

/** Where pages come from: the network, a saved site, or nowhere, so that those that are saved count. */
export async function chooseFetch(
  project: string,
  { from, offline = false }: { from?: string; offline?: boolean },
): Promise<FetchPage> {
  if (offline) return () => Promise.resolve({ kind: 'unchanged' })
  if (from !== undefined) {
    const folder = resolve(from)
    const isFolder = await stat(folder).then(
      (stats) => stats.isDirectory(),
      () => false,
    )
    if (!isFolder) throw new InputError('is no folder', { file: from })
    return await createFolderFetch(folder, (await readSources(project)).sites)
  }
  return createNetworkFetch(listOrigins(await readSources(project)))
}

/** The hosts that a person listed. No page can add one. */
function listOrigins({ specs, sites }: Sources): Set<string> {
  const pages = specs.flatMap(({ site, url }) => (site === undefined && url !== undefined ? [url] : []))
  const addresses = [...pages, ...sites.map(({ index }) => index)]
  return new Set([...addresses.map((address) => new URL(address).origin), ...sites.flatMap(({ mirrors }) => mirrors)])
}
