import type { Finding } from '../../contract-tests/engine/finding.ts'
import { compareGenerated, GENERATED_FOLDER, listGeneratedFiles } from './compare-generated.ts'
import { generateClients } from './generate-clients.ts'
import { loadEffectiveSpecs } from './load-effective-specs.ts'
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
  const effective = await loadEffectiveSpecs(root)
  const generation = await generateClients(effective.specs)
  const findings = [...effective.findings, ...generation.findings]

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
