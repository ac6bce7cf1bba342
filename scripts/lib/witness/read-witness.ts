import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { Witness } from '../sources.ts'
import type { Fact } from './fact.ts'
import { witnessReaders } from './index.ts'

/** A witness page as it is now. */
export interface WitnessPage {
  pageBytes: Buffer
  facts: Fact[]
}

/** Reads one witness. What keeps it from being one comes back as a finding of the side `page`. */
export async function readWitness(
  root: string,
  { pageFile, gateway, format }: Witness,
): Promise<WitnessPage | Finding> {
  const place = { side: 'page', file: pageFile, gateway } as const
  const pageBytes = await readFile(join(root, pageFile)).catch(() => undefined)
  if (!pageBytes) return { code: 'DC114', ...place, message: 'the page is missing' }
  const facts = witnessReaders[format](pageBytes.toString('utf8'))
  if (!Array.isArray(facts)) return { code: 'DC130', ...place, ...facts }
  return { pageBytes, facts }
}
