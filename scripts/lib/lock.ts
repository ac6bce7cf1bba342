import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Extraction } from './extractors/extraction.ts'
import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { InputError } from './input-error.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** What was read from which page, so that a change of either is noticed. Written by `npm run extract`. */
export const LOCK_FILE = 'specs/lock.json'

const lockedPage = {
  page: v.string(),
  pageSha256: v.string(),
  /** Four hex digits for each line of the page outside a spec, so that a changed line can be named. */
  proseLineHashes: v.string(),
}

const lockEntry = v.strictObject({
  ...lockedPage,
  url: v.nullable(v.string()),
  title: v.nullable(v.string()),
  indexUrl: v.nullable(v.string()),
  fenceLine: v.nullable(v.number()),
  lines: v.tuple([v.number(), v.number()]),
  specSha256: v.string(),
})

/** Ids become paths of files that are removed when their source is, so they must be able to name nothing else. */
const specId = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9._-]*$/i))

/** What a page came with, to ask for it again only if it changed. */
const fetchedPage = v.strictObject({
  url: v.string(),
  etag: v.nullable(v.string()),
  lastModified: v.nullable(v.string()),
  sha256: v.string(),
})

/** Below specs/pages/: parts of plain names, so that none can name something else. */
const pagePath = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/i))

const specName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i))

/** What a page of a site is: the one source of its models, or a witness that names the spec it must agree with. */
const sitePage = v.variant('role', [
  v.strictObject({ role: v.literal('primary'), spec: specName }),
  v.strictObject({ role: v.literal('witness'), spec: v.nullable(specName), of: specId }),
])

const lockSchema = v.strictObject({
  specs: v.optional(v.record(specId, lockEntry), {}),
  witnesses: v.optional(v.record(v.string(), v.strictObject(lockedPage)), {}),
  fetched: v.optional(v.record(pagePath, fetchedPage), {}),
  sites: v.optional(v.record(specName, v.record(pagePath, sitePage)), {}),
})

/** What a page came with when it was fetched last. */
export type FetchedPage = v.InferOutput<typeof fetchedPage>

/** What a page of a site is. */
export type SitePage = v.InferOutput<typeof sitePage>

/** A page as it was when it was locked. */
export type LockedPage = v.InferOutput<v.StrictObjectSchema<typeof lockedPage, undefined>>

/** A spec and its page. Lines count from 1, within the page. */
export type LockEntry = v.InferOutput<typeof lockEntry>

/**
 * specs/lock.json: specs by `<gateway>/<spec>`, witnesses by the name of their page; and from `npm run sync`, what was
 * fetched by its path below specs/pages/, and the pages of each site by their path in it, in order of precedence.
 */
export type Lock = v.InferOutput<typeof lockSchema>

/** No line of a witness states a spec. */
const ALL_PROSE: [number, number] = [1, 0]

/** What an entry of the lock says something about. */
interface LockablePage {
  source: { page: string; url?: string | undefined }
  pageBytes: Buffer
  extraction: Extraction
}

export function makeLockEntry({ source, pageBytes, extraction }: LockablePage): LockEntry {
  const { specText, title, indexUrl, fenceLine } = extraction
  const url = source.url ?? extraction.url
  const lines: [number, number] = [...extraction.lines]
  const { page, pageSha256, proseLineHashes } = lockPage(source.page, pageBytes, lines)
  return { page, url, title, indexUrl, fenceLine, lines, pageSha256, specSha256: sha256(specText), proseLineHashes }
}

export function lockWitness(page: string, pageBytes: Buffer): LockedPage {
  return lockPage(page, pageBytes, ALL_PROSE)
}

/** The line of a page, outside its spec, that is not as locked: 1 where the hashes do not tell. */
export function changedProseLine(
  current: LockedPage,
  locked: LockedPage,
  [first, last]: LockEntry['lines'] = ALL_PROSE,
): number {
  const lockedHashes = locked.proseLineHashes.split(' ')
  const index = current.proseLineHashes.split(' ').findIndex((hash, at) => hash !== lockedHashes[at])
  if (index < 0) return 1
  return index < first - 1 ? index + 1 : index + 1 + last - (first - 1)
}

/** Reads the lock; a missing file is an empty lock. */
export async function readLock(root: string): Promise<Lock> {
  const text = await readFile(join(root, LOCK_FILE), 'utf8').catch(() => '{}')
  const written = readWritten(text)
  if (written) return written
  const yaml = parseYaml(text)
  const broken = 'not what `npm run extract` writes; delete it and run `npm run extract`'
  if (!isYamlFile(yaml)) throw new InputError(broken, { file: LOCK_FILE, line: yaml.line })
  const result = v.safeParse(lockSchema, yaml.value)
  if (result.success) return result.output
  const path = result.issues[0].path?.map((item) => item.key as PathKey) ?? []
  throw new InputError(broken, { file: LOCK_FILE, line: yaml.lineOf(path), pointer: toPointer(path) })
}

/** A lock that is, to the byte, what was written: no YAML has to be read, which takes its time with many specs. */
function readWritten(text: string): Lock | undefined {
  try {
    const value: unknown = JSON.parse(text)
    const result = v.safeParse(lockSchema, value)
    return result.success && stringifyJson(value) === text ? result.output : undefined
  } catch {
    return undefined
  }
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}

/** The text of specs/lock.json. */
export function renderLock({ specs, witnesses, fetched, sites }: Lock): string {
  const parts = { specs, witnesses, ...(hasKeys(fetched) && { fetched }), ...(hasKeys(sites) && { sites }) }
  return stringifyJson(parts)
}

function hasKeys(value: object): boolean {
  return Object.keys(value).length > 0
}

function lockPage(page: string, pageBytes: Buffer, [first, last]: LockEntry['lines']): LockedPage {
  const prose = pageBytes
    .toString('utf8')
    .split('\n')
    .filter((_, index) => index + 1 < first || index + 1 > last)
  return {
    page,
    pageSha256: sha256(pageBytes),
    proseLineHashes: prose.map((line) => sha256(line).slice(0, 4)).join(' '),
  }
}

function stringifyJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
