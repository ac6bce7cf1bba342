import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { sha256 } from './lock.ts'

/** Where the commands keep what they generated, from the project's root. */
export const CACHE_FOLDER = 'node_modules/.cache/doubao-client/generated'

const DAY_MS = 24 * 60 * 60 * 1000
const MAX_AGE_MS = 30 * DAY_MS

/**
 * Plain data by the hash of all that it was made from. A cache may be wrong in one way only, by not holding something:
 * an entry that is broken is none, and a folder that cannot be written is an empty cache.
 */
export interface GenerationCache<Value> {
  read: (key: string) => Value | undefined
  write: (key: string, value: Value) => void
  /** Removes what was not read for 30 days. */
  prune: () => void
}

/** Opens a folder as a cache, which need not exist. Reads and writes at once: hundreds of small files are faster so. */
export function openGenerationCache<Value>(folder: string, now = Date.now): GenerationCache<Value> {
  return {
    read: (key) => {
      const path = join(folder, `${key}.json`)
      const text = attempt(() => readFileSync(path, 'utf8'))
      const [hash, body] = text?.split('\n', 2) ?? []
      if (body === undefined || sha256(body) !== hash) return undefined
      attempt(() => {
        if (now() - statSync(path).mtimeMs > DAY_MS) utimesSync(path, now() / 1000, now() / 1000)
      })
      // The hash says that this is what was written, and the key that this code wrote it.
      return JSON.parse(body) as Value
    },
    write: (key, value) => {
      const body = JSON.stringify(value)
      // Another run may write the same entry: a name of our own, and no reader ever sees half of it.
      const path = join(folder, `${key}.${String(process.pid)}.new`)
      attempt(() => {
        if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
        writeFileSync(path, `${sha256(body)}\n${body}\n`)
        renameSync(path, join(folder, `${key}.json`))
      })
    },
    prune: () => {
      for (const name of attempt(() => readdirSync(folder)) ?? []) {
        const path = join(folder, name)
        attempt(() => {
          if (now() - statSync(path).mtimeMs > MAX_AGE_MS) rmSync(path)
        })
      }
    },
  }
}

/** Whatever the disk refuses, the command can do without. */
function attempt<Result>(action: () => Result): Result | undefined {
  try {
    return action()
  } catch {
    return undefined
  }
}
