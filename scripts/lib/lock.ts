import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedPage } from './extract-source.ts'
import { InputError } from './input-error.ts'

/** What was read from which page, so that a change of either is noticed. Written by `npm run extract`. */
export const LOCK_FILE = 'specs/lock.json'

/** A page as it was when it was locked. */
export interface LockedPage {
  page: string
  pageSha256: string
  /** Four hex digits for each line of the page outside a spec, so that a changed line can be named. */
  proseLineHashes: string
}

/** A spec and its page. Lines count from 1, within the page. */
export interface LockEntry extends LockedPage {
  url: string | null
  title: string | null
  indexUrl: string | null
  fenceLine: number | null
  lines: readonly [first: number, last: number]
  specSha256: string
}

/** specs/lock.json: specs by `<gateway>/<spec>`, witnesses by the name of their page. */
export interface Lock {
  specs: Record<string, LockEntry>
  witnesses: Record<string, LockedPage>
}

/** No line of a witness states a spec. */
const ALL_PROSE = [1, 0] as const

export function makeLockEntry({ source, pageBytes, extraction }: ExtractedPage): LockEntry {
  const { specText, url, title, indexUrl, fenceLine, lines } = extraction
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
  try {
    return { specs: {}, witnesses: {}, ...(JSON.parse(text) as Partial<Lock>) }
  } catch (error) {
    throw new InputError('not valid JSON; delete it and run `npm run extract`', { file: LOCK_FILE }, { cause: error })
  }
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
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
