import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { GATEWAY_MODULE } from '../generated-files.ts'
import type { Lock, SitePage } from '../lock.ts'
import { PAGES_FOLDER, type SiteSource, type Source, type Sources } from '../sources.ts'
import type { SyncedPage } from './collect-pages.ts'
import { specOf, type PageContent, type SpecContent } from './page-content.ts'

/** What each page of a site is, by its path in the site, in the order of precedence. */
export interface Roles {
  pages: Map<string, SitePage>
  findings: Finding[]
}

/** Sites keep translations in a folder that has the language's name, `zh/…`. */
const LANGUAGE = /^[a-z]{2}(-[a-z]{2,4})?\//i

/** What the pages of one gateway document so far. */
interface KnownSpecs {
  /** Ids of specs by what they document. */
  sources: Map<string, string>
  /** Who has a name already, in lower case: not every file system tells those apart. */
  names: Map<string, string>
}

interface Candidate {
  page: SyncedPage
  spec: SpecContent
  path: string
  /** The path of the page that it translates, if the site has it. */
  original: string | undefined
}

/**
 * Decides which page is the one source of its models. Of two pages that document one model, that with fewer models
 * says more about each; among equals the original goes before a translation, and then the first path. A page all of
 * whose models have a source already is a witness of it, and so is every translation of a page that is there.
 *
 * @param known of the pages that go before the whole site; what this one documents is added
 */
export function assignRoles(site: SiteSource, synced: readonly SyncedPage[], known: KnownSpecs): Roles {
  const { sources, names } = known
  const roles: Roles = { pages: new Map(), findings: [] }
  for (const { page, spec, path, original } of listCandidates(site, synced)) {
    const name = path.replace(/\.md$/, '').replaceAll('/', '-')
    const of = original === undefined ? findSource(spec, sources) : idOf(site, roles.pages.get(original))
    if (of !== undefined && site.specs === 'primaries') {
      roles.pages.set(path, { role: 'witness', spec: null, of })
      continue
    }
    const holder = names.get(name.toLowerCase())
    if (holder !== undefined) {
      const message = `its spec would be named \`${name}\`, as is ${holder}: exclude one of them`
      const place = { file: `${PAGES_FOLDER}/${page.path}`, line: 1, gateway: site.gateway }
      roles.findings.push({ code: 'DC145', side: 'page', ...place, message })
      continue
    }
    names.set(name.toLowerCase(), `the spec of ${page.path}`)
    roles.pages.set(path, of === undefined ? { role: 'primary', spec: name } : { role: 'witness', spec: name, of })
    if (of !== undefined || spec.models === 0) continue
    for (const subject of spec.subjects) if (!sources.has(subject)) sources.set(subject, `${site.gateway}/${name}`)
  }
  return roles
}

function listCandidates(site: SiteSource, synced: readonly SyncedPage[]): Candidate[] {
  const candidates = synced.flatMap((page) => {
    const spec = page.site === site.site ? specOf(page.content) : undefined
    return spec ? [{ page, spec, path: page.path.slice(site.site.length + 1) }] : []
  })
  const paths = new Set(candidates.map(({ path }) => path))
  return candidates
    .map((candidate): Candidate => {
      const plain = candidate.path.replace(LANGUAGE, '')
      return { ...candidate, original: plain !== candidate.path && paths.has(plain) ? plain : undefined }
    })
    .sort(comparePrecedence)
}

/** Translations of what is there come last: what their original is has to be known. */
function comparePrecedence(one: Candidate, other: Candidate): number {
  const isTranslation = (candidate: Candidate) => Number(candidate.original !== undefined)
  const isForeign = ({ path }: Candidate) => Number(LANGUAGE.test(path))
  return (
    isTranslation(one) - isTranslation(other) ||
    one.spec.models - other.spec.models ||
    isForeign(one) - isForeign(other) ||
    (one.path < other.path ? -1 : 1)
  )
}

/** The source of the first of its models, where all of them have one; what names no model is a source of its own. */
function findSource({ models, subjects }: SpecContent, sources: ReadonlyMap<string, string>): string | undefined {
  if (models === 0 || !subjects.every((subject) => sources.has(subject))) return undefined
  return sources.get(subjects[0] ?? '')
}

function idOf({ gateway }: SiteSource, page: SitePage | undefined): string | undefined {
  if (page?.role === 'witness') return page.of
  return page && `${gateway}/${page.spec}`
}

/** The roles of the pages of all sites: a page listed by itself goes before every site, and a site before the next. */
export function assignAllRoles(
  { sites, specs }: Sources,
  pages: readonly SyncedPage[],
): { sites: Lock['sites']; findings: Finding[] } {
  const own = specs.filter(({ site }) => site === undefined)
  const contents = new Map(pages.map(({ path, content }) => [path, content]))
  const known = new Map<string, KnownSpecs>()
  const results = sites.map((site) => {
    const { gateway } = site
    const ownOfGateway = own.filter((source) => source.gateway === gateway)
    const before = known.get(gateway) ?? listKnown(ownOfGateway, contents)
    known.set(gateway, before)
    return { name: site.site, ...assignRoles(site, pages, before) }
  })
  return {
    sites: Object.fromEntries(results.map((result) => [result.name, Object.fromEntries(result.pages)])),
    findings: results.flatMap(({ findings }) => findings),
  }
}

function listKnown(specs: readonly Source[], contents: ReadonlyMap<string, PageContent>): KnownSpecs {
  const subjects = specs.flatMap(({ id, page }) =>
    (specOf(contents.get(page))?.subjects ?? []).map((subject) => [subject, id] as const),
  )
  return {
    sources: new Map(subjects),
    names: new Map([
      [GATEWAY_MODULE, 'the module of its gateway'],
      ...specs.map(({ spec, page }): [string, string] => [spec.toLowerCase(), `the spec of ${page}`]),
    ]),
  }
}
