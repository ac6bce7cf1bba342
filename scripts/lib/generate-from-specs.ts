import type { Finding } from '../../contract-tests/engine/finding.ts'
import { compareGenerated, GENERATED_FOLDER, listGeneratedFiles } from './compare-generated.ts'
import { makeEffectiveSpecs } from './effective-specs.ts'
import { generateClients } from './generate-clients.ts'
import { readLock } from './lock.ts'
import { readSources } from './sources.ts'
import { verifySpecs } from './verify-specs.ts'
import { writeFiles, type WrittenFiles } from './write-files.ts'

/** What {@link generateFromSpecs} saw and did. */
export interface GenerationResult {
  findings: Finding[]
  files: WrittenFiles
}

/**
 * Makes generated/ from the vendored specs and their overlays. With `check` it writes nothing and every difference
 * is a finding; without, it writes nothing where a spec or an overlay has a finding.
 */
export async function generateFromSpecs(root: string, { check }: { check: boolean }): Promise<GenerationResult> {
  const verification = await verifySpecs(root, await readSources(root), await readLock(root))
  const effective = await makeEffectiveSpecs(root, verification.specs)
  const generation = await generateClients(effective.specs)
  const findings = [...verification.findings, ...effective.findings, ...generation.findings]

  const none = { written: [], unchanged: [], removed: [] }
  if (check) return { findings: [...findings, ...(await compareGenerated(root, generation.files))], files: none }
  if (findings.length > 0) return { findings, files: none }

  const files = new Map([...generation.files].map(([path, content]) => [`${GENERATED_FOLDER}/${path}`, content]))
  const stray = (await listGeneratedFiles(root)).filter((path) => !generation.files.has(path))
  return {
    findings,
    files: await writeFiles(
      root,
      files,
      stray.map((path) => `${GENERATED_FOLDER}/${path}`),
    ),
  }
}
