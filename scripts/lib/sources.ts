import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { extractors, type PageFormat } from './extractors/index.ts'
import { witnessReaders, type WitnessFormat } from './witness/index.ts'
import { parseCheckedYaml } from './checked-yaml.ts'
import { InputError } from './input-error.ts'

/** The hand-kept list of pages. */
export const SOURCES_FILE = 'specs/sources.yaml'

const formats = Object.keys(extractors) as PageFormat[]
const witnessFormats = Object.keys(witnessReaders) as WitnessFormat[]

/** Names become paths, so nothing but these characters may stand in one. */
const fileName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be a plain file name'))

/** Folders of specs/ and generated/ that hold something else than a gateway's specs. */
const RESERVED_NAMES = ['pages', 'overlays', 'runtime']

const gatewayName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes'),
  v.notValues(RESERVED_NAMES, 'is the name of another folder'),
)

const pageSchema = v.strictObject({
  page: fileName,
  gateway: gatewayName,
  spec: fileName,
  format: v.picklist(formats),
  role: v.literal('primary'),
  overlays: v.array(fileName),
})

const witnessSchema = v.strictObject({
  page: fileName,
  gateway: gatewayName,
  spec: fileName,
  format: v.picklist(witnessFormats),
  role: v.literal('witness'),
})

const originSchema = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text, 'must be an origin, such as https://host'),
)

const sourcesSchema = v.strictObject({
  gateways: v.record(gatewayName, originSchema),
  pages: v.pipe(v.array(v.variant('role', [pageSchema, witnessSchema])), v.nonEmpty('lists no page')),
})

/** A page that a spec is extracted from: the one source of its models. */
export interface Source extends v.InferOutput<typeof pageSchema> {
  /** `<gateway>/<spec>`, unique. */
  id: string
  /** The one origin that this page's spec may name as its server. */
  origin: string
  /** The docs site that the page came with, all of whose operations become clients; undefined for a page of its own. */
  site: string | undefined
  /** Whether its models enter the catalogue. */
  inCatalog: boolean
  /** Paths from the project's root. */
  pageFile: string
  specFile: string
  /** Where the entry stands in specs/sources.yaml. */
  line: number
}

/** Another page about the operation of a spec: what it states has to agree. */
export interface Witness extends v.InferOutput<typeof witnessSchema> {
  /** `<gateway>/<spec>` of the spec that it is about. */
  id: string
  pageFile: string
  line: number
}

/** The pages of specs/sources.yaml, by their role. */
export interface Sources {
  specs: Source[]
  witnesses: Witness[]
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
  const sources: Sources = { specs: [], witnesses: [] }
  for (const [index, page] of pages.entries()) {
    const origin = Object.hasOwn(gateways, page.gateway) ? gateways[page.gateway] : undefined
    if (!origin) return fail(`no gateway \`${page.gateway}\` is listed`, ['pages', index, 'gateway'])
    const id = `${page.gateway}/${page.spec}`
    const place = { id, pageFile: `specs/pages/${page.page}`, line: lineOf(['pages', index, 'page']) }
    if (page.role === 'witness') {
      sources.witnesses.push({ ...page, ...place })
    } else {
      if (sources.specs.some((other) => other.id === id))
        fail(`the spec \`${id}\` is listed twice`, ['pages', index, 'spec'])
      sources.specs.push({ ...page, ...place, origin, site: undefined, inCatalog: true, specFile: `specs/${id}.yaml` })
    }
  }
  for (const { id, page } of sources.witnesses) {
    const index = pages.findIndex((entry) => entry.page === page)
    if (!sources.specs.some((spec) => spec.id === id))
      fail(`no primary has the spec \`${id}\``, ['pages', index, 'spec'])
  }
  return sources
}
