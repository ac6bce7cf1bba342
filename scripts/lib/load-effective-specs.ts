import type { Finding } from '../../contract-tests/engine/finding.ts'
import { makeEffectiveSpecs, type EffectiveSpec } from './effective-specs.ts'
import { readLock } from './lock.ts'
import { readSources } from './sources.ts'
import { verifySpecs } from './verify-specs.ts'

/** Reads sources, pages, specs, lock and overlays: the effective specs, and whatever does not agree on the way. */
export async function loadEffectiveSpecs(root: string): Promise<{ specs: EffectiveSpec[]; findings: Finding[] }> {
  const verification = await verifySpecs(root, (await readSources(root)).specs, await readLock(root))
  const { specs, findings } = await makeEffectiveSpecs(root, verification.specs)
  return { specs, findings: [...verification.findings, ...findings] }
}
