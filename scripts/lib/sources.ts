import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { extractors, type PageFormat } from './extractors/index.ts'
import { InputError } from './input-error.ts'
import { isYamlFile, parseYaml, toPointer } from './yaml-file.ts'

/** The hand-kept list of pages. */
export const SOURCES_FILE = 'specs/sources.yaml'

const formats = Object.keys(extractors) as PageFormat[]

/** Names become paths, so nothing but these characters may stand in one. */
const fileName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be a plain file name'))

const pageSchema = v.strictObject({
  page: fileName,
  gateway: fileName,
  spec: fileName,
  format: v.picklist(formats),
  role: v.picklist(['primary', 'witness']),
  overlays: v.array(fileName),
})

const originSchema = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text, 'must be an origin, such as https://host'),
)

const sourcesSchema = v.strictObject({
  gateways: v.record(fileName, originSchema),
  pages: v.array(pageSchema),
})

/** One entry of specs/sources.yaml. */
export interface Source extends v.InferOutput<typeof pageSchema> {
  /** `<gateway>/<spec>`, unique. */
  id: string
  /** The one origin that this page's spec may name as its server. */
  origin: string
  /** Paths from the project's root. */
  pageFile: string
  specFile: string
}

/** Reads and checks specs/sources.yaml. Throws an {@link InputError} that names line and pointer. */
export async function readSources(root: string): Promise<Source[]> {
  const yaml = parseYaml(await readFile(join(root, SOURCES_FILE), 'utf8'))
  if (!isYamlFile(yaml)) throw new InputError(yaml.message, { file: SOURCES_FILE, line: yaml.line })
  const fail = (message: string, path: (string | number)[]): never => {
    throw new InputError(message, { file: SOURCES_FILE, line: yaml.lineOf(path), pointer: toPointer(path) })
  }

  const result = v.safeParse(sourcesSchema, yaml.value)
  if (!result.success) {
    const [issue] = result.issues
    return fail(issue.message, issue.path?.map((item) => item.key as string | number) ?? [])
  }

  const { gateways, pages } = result.output
  return pages.map((page, index) => {
    const origin = gateways[page.gateway]
    if (!origin) return fail(`no gateway \`${page.gateway}\` is listed`, ['pages', index, 'gateway'])
    const isTaken = pages.slice(0, index).some((other) => other.gateway === page.gateway && other.spec === page.spec)
    if (isTaken) fail(`the spec \`${page.gateway}/${page.spec}\` is listed twice`, ['pages', index, 'spec'])
    const id = `${page.gateway}/${page.spec}`
    return { ...page, id, origin, pageFile: `specs/pages/${page.page}`, specFile: `specs/${id}.yaml` }
  })
}
