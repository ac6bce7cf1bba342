import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ExtractedPage } from './extract-source.ts'
import { InputError } from './input-error.ts'

/** What was read from which page, so that a change of either is noticed. Written by `npm run extract`. */
export const LOCK_FILE = 'specs/lock.json'

/** One spec of specs/lock.json. Lines count from 1, within the page. */
export interface LockEntry {
  page: string
  url: string | null
  title: string | null
  indexUrl: string | null
  fenceLine: number | null
  lines: readonly [first: number, last: number]
  pageSha256: string
  specSha256: string
  /** Four hex digits for each line of the page outside the spec, so that a changed line can be named. */
  proseLineHashes: string
}

/** The lock: `<gateway>/<spec>` to its entry. */
export type Lock = Record<string, LockEntry>

export function makeLockEntry({ source, pageBytes, extraction }: ExtractedPage): LockEntry {
  const { specText, url, title, indexUrl, fenceLine, lines } = extraction
  return {
    page: source.page,
    url,
    title,
    indexUrl,
    fenceLine,
    lines,
    pageSha256: sha256(pageBytes),
    specSha256: sha256(specText),
    proseLineHashes: proseLines(pageBytes.toString('utf8'), lines)
      .map((line) => sha256(line).slice(0, 4))
      .join(' '),
  }
}

/** The line of a page, outside its spec, that is not as locked: 1 where the hashes do not tell. */
export function changedProseLine(current: LockEntry, locked: LockEntry): number {
  const lockedHashes = locked.proseLineHashes.split(' ')
  const index = current.proseLineHashes.split(' ').findIndex((hash, at) => hash !== lockedHashes[at])
  if (index < 0) return 1
  const [first, last] = current.lines
  return index < first - 1 ? index + 1 : index + 1 + last - (first - 1)
}

function proseLines(pageText: string, [first, last]: LockEntry['lines']): string[] {
  return pageText.split('\n').filter((_, index) => index + 1 < first || index + 1 > last)
}

/** Reads the lock; a missing file is an empty lock. */
export async function readLock(root: string): Promise<Lock> {
  const text = await readFile(join(root, LOCK_FILE), 'utf8').catch(() => '{}')
  try {
    return JSON.parse(text) as Lock
  } catch (error) {
    throw new InputError('not valid JSON; delete it and run `npm run extract`', { file: LOCK_FILE }, { cause: error })
  }
}

export function sha256(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex')
}
