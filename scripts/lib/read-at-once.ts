import { readFileSync, statSync } from 'node:fs'

/** The bytes of a file; undefined where there is none. At once: hundreds of small files are read much faster so. */
export function readIfPresent(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch {
    return undefined
  }
}

/** How many bytes a file has; undefined where there is none. */
export function sizeIfPresent(path: string): number | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })?.size
  } catch {
    return undefined
  }
}
