import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { extractors, type PageFormat } from './extractors/index.ts'
import { witnessReaders, type WitnessFormat } from './witness/index.ts'
import { parseCheckedYaml } from './checked-yaml.ts'
import { InputError } from './input-error.ts'
import { readLock, type Lock } from './lock.ts'
import { siteSchema, type Site } from './site.ts'
import { addressSchema, fileName, gatewayName, originSchema, specName } from './source-names.ts'

/** The hand-kept list of pages. */
export const SOURCES_FILE = 'specs/sources.yaml'

/** Where pages stand, byte for byte as published; those of a site in a folder of its name. */
export const PAGES_FOLDER = 'specs/pages'

const formats = Object.keys(extractors) as PageFormat[]
const witnessFormats = Object.keys(witnessReaders) as WitnessFormat[]

const pageSchema = v.strictObject({
  page: fileName,
  url: v.optional(addressSchema),
  gateway: gatewayName,
  spec: specName,
  format: v.picklist(formats),
  role: v.literal('primary'),
  overlays: v.array(fileName),
})

const witnessSchema = v.strictObject({
  page: fileName,
  gateway: gatewayName,
  spec: specName,
  format: v.picklist(witnessFormats),
  role: v.literal('witness'),
})

const sourcesSchema = v.pipe(
  v.strictObject({
    gateways: v.record(gatewayName, originSchema),
    sites: v.optional(v.array(siteSchema(formats)), []),
    pages: v.optional(v.array(v.variant('role', [pageSchema, witnessSchema])), []),
  }),
  v.check(({ sites, pages }) => sites.length + pages.length > 0, 'lists no page and no site'),
)

/** A page that a spec is extracted from. */
export interface Source extends v.InferOutput<typeof pageSchema> {
  /** `<gateway>/<spec>`, unique. */
  id: string
  /** The one origin that this page's spec may name as its server. */
  origin: string
  /** Paths from the project's root. */
  pageFile: string
  specFile: string
  /** Where the entry stands in specs/sources.yaml. */
  line: number
  /** The site that it is a page of; undefined where it is listed by itself. */
  site: string | undefined
  /** Whether it is the one source of its models. */
  inCatalog: boolean
}

/** Another page about the operation of a spec: what it states has to agree. */
export interface Witness extends v.InferOutput<typeof witnessSchema> {
  /** `<gateway>/<spec>` of the spec that it is about. */
  id: string
  pageFile: string
  line: number
}

/** A whole docs site: its pages are those that its index lists. */
export interface SiteSource extends Site {
  origin: string
  line: number
}

/** What specs/sources.yaml lists: pages by their role, those that the lock knows of a site among them. */
export interface Sources {
  specs: Source[]
  witnesses: Witness[]
  sites: SiteSource[]
}

/** Reads and checks specs/sources.yaml. Throws an {@link InputError} that names line and pointer. */
export async function readSources(root: string): Promise<Sources> {
  const text = await readFile(join(root, SOURCES_FILE), 'utf8').catch((cause: unknown) => {
    throw new InputError('the list of pages cannot be read', { file: SOURCES_FILE }, { cause })
  })
  const { output, lineOf } = parseCheckedYaml(SOURCES_FILE, text, sourcesSchema)
  const fail = (message: string, path: PathKey[]): never => {
    throw new InputError(message, { file: SOURCES_FILE, line: lineOf(path), pointer: toPointer(path) })
  }

  const { gateways, pages } = output
  const originOf = (gateway: string, path: PathKey[]): string =>
    (Object.hasOwn(gateways, gateway) ? gateways[gateway] : undefined) ??
    fail(`no gateway \`${gateway}\` is listed`, path)
  const sources: Sources = { specs: [], witnesses: [], sites: [] }
  for (const [index, page] of pages.entries()) {
    const origin = originOf(page.gateway, ['pages', index, 'gateway'])
    const id = `${page.gateway}/${page.spec}`
    const place = { id, pageFile: `${PAGES_FOLDER}/${page.page}`, line: lineOf(['pages', index, 'page']) }
    if (page.role === 'witness') {
      sources.witnesses.push({ ...page, ...place })
    } else {
      if (sources.specs.some((other) => other.id === id))
        fail(`the spec \`${id}\` is listed twice`, ['pages', index, 'spec'])
      const paths = { origin, specFile: `specs/${id}.yaml` }
      sources.specs.push({ ...page, ...place, ...paths, site: undefined, inCatalog: true })
    }
  }
  for (const { id, page } of sources.witnesses) {
    const index = pages.findIndex((entry) => entry.page === page)
    if (!sources.specs.some((spec) => spec.id === id))
      fail(`no primary has the spec \`${id}\``, ['pages', index, 'spec'])
  }
  for (const [index, site] of output.sites.entries()) {
    if (
      output.sites.findIndex((other) => other.site === site.site) < index ||
      pages.some(({ page }) => page === site.site)
    )
      fail(`the name \`${site.site}\` is used twice`, ['sites', index, 'site'])
    const origin = originOf(site.gateway, ['sites', index, 'gateway'])
    sources.sites.push({ ...site, origin, line: lineOf(['sites', index, 'site']) })
  }
  if (sources.sites.length > 0) sources.specs.push(...listSiteSpecs(sources, await readLock(root)))
  return sources
}

/** The specs of sites, as the last sync left them. A page that is listed by itself goes before them. */
function listSiteSpecs({ sites, specs }: Sources, lock: Lock): Source[] {
  return sites.flatMap(({ site, gateway, format, overlays, origin, line }) =>
    Object.entries(lock.sites[site] ?? {}).flatMap(([path, { role, spec }]): Source[] => {
      const id = `${gateway}/${spec ?? ''}`
      if (spec === null || specs.some((other) => other.id === id)) return []
      const page = `${site}/${path}`
      const names = { page, url: lock.fetched[page]?.url, gateway, spec, format, role: 'primary' as const, overlays }
      const paths = { origin, pageFile: `${PAGES_FOLDER}/${page}`, specFile: `specs/${id}.yaml` }
      return [{ ...names, ...paths, id, line, site, inCatalog: role === 'primary' }]
    }),
  )
}
