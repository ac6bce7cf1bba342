import { setTimeout } from 'node:timers/promises'

/** Bytes in use after what is garbage was taken away. Needs `--expose-gc`. */
export async function measureMemory(): Promise<number> {
  if (!globalThis.gc) throw new Error('npm run harden starts Node with --expose-gc; this one has no gc()')
  // What finalizers let go of is garbage of the next round.
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(20)
    globalThis.gc()
  }
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

const MEBIBYTE = 2 ** 20

export function toMebibytes(bytes: number): number {
  return bytes / MEBIBYTE
}

export function toKibibytes(bytes: number): number {
  return bytes / 1024
}
