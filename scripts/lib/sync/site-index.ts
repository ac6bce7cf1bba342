import { matchesGlob } from 'node:path/posix'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { SiteSource } from '../sources.ts'

/** The name under which a site's index is kept, beside its pages. */
export const INDEX_NAME = 'llms.txt'

/** What an index lists of a site, by the paths that its pages have there. */
export interface SiteIndex {
  /** Path within the site to address. */
  pages: Map<string, string>
  findings: Finding[]
}

/** A link of a markdown list, as llms.txt has them: `- [title](address): description`. A title may hold brackets. */
const LINK = /^\s*[-*]\s*\[.{0,1000}?\]\(\s*<?([^)\s>]{1,2000})>?\s*\)/

const PATH = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*\.md$/i

/**
 * Reads a site's llms.txt. An address on a mirror counts for the same page of the site itself; one on any other host,
 * or one that could not be the path of a file, is a finding, and nothing is fetched from there.
 *
 * @param file where the index is kept, for findings
 */
export function readSiteIndex(text: string, site: SiteSource, file: string): SiteIndex {
  const pages = new Map<string, string>()
  const findings: Finding[] = []
  const spellings = new Map<string, string>()
  const origin = new URL(site.index).origin
  const own = new Set([origin, ...site.mirrors])
  for (const [index, line] of text.split('\n').entries()) {
    const address = LINK.exec(line)?.[1]
    const url = address === undefined ? undefined : URL.parse(address, site.index)
    if (!url) continue
    const path = url.pathname.slice(1)
    if (!isIncluded(path, site)) continue
    const twin = spellings.get(path.toLowerCase())
    const message = !own.has(url.origin)
      ? `an address on ${url.origin}: neither the site nor a mirror of it`
      : !isPlain(path) || url.search !== ''
        ? 'an address that is no plain path of a page (*.md)'
        : twin !== undefined && twin !== path
          ? `the same file as ${twin} where a file system knows no upper case`
          : undefined
    if (message === undefined) {
      pages.set(path, new URL(`/${path}`, origin).href)
      spellings.set(path.toLowerCase(), path)
    } else findings.push({ code: 'DC144', side: 'page', file, line: index + 1, gateway: site.gateway, message })
  }
  return { pages, findings }
}

/** The name of a spec has all the parts in one, and a file of its own. No folder is named as pages are. */
const MAX_LENGTH = 200

function isPlain(path: string): boolean {
  return PATH.test(path) && path.length <= MAX_LENGTH && !/\.md\//i.test(path)
}

/** Patterns are those of a shell, over the path with or without its `.md`. */
function isIncluded(path: string, { include, exclude }: SiteSource): boolean {
  const names = [path, path.replace(/\.md$/, '')]
  const matches = (pattern: string) => names.some((name) => matchesGlob(name, pattern))
  return include.some(matches) && !exclude.some(matches)
}
