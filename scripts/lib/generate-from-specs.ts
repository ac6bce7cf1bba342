import type { Finding } from '../../contract-tests/engine/finding.ts'
import { compareGenerated, GENERATED_FOLDER, listGeneratedFiles } from './compare-generated.ts'
import { generateProject } from './generate-project.ts'
import { writeFiles, type WrittenFiles } from './write-files.ts'

/** What {@link generateFromSpecs} saw and did. */
export interface GenerationResult {
  findings: Finding[]
  files: WrittenFiles
  /** The ids of the specs whose clients were generated now; the others came from the cache. */
  generated: string[]
}

/**
 * Makes generated/ from the vendored specs and their overlays. With `check` it writes nothing and every difference
 * is a finding; without, it writes nothing where a spec or an overlay has a finding. A cache is used where a folder for
 * it is named, but for a check: that is against what the specs generate, and not against what they once did.
 */
export async function generateFromSpecs(
  root: string,
  { check, cacheFolder }: { check: boolean; cacheFolder?: string | undefined },
): Promise<GenerationResult> {
  const { files, findings, generated } = await generateProject(root, check ? undefined : cacheFolder)

  const none = { written: [], unchanged: [], removed: [] }
  if (check) return { findings: [...findings, ...(await compareGenerated(root, files))], files: none, generated }
  if (findings.length > 0) return { findings, files: none, generated }

  const stray = (await listGeneratedFiles(root)).filter((path) => !files.has(path))
  return {
    findings,
    files: await writeFiles(
      root,
      new Map([...files].map(([path, content]) => [`${GENERATED_FOLDER}/${path}`, content])),
      stray.map((path) => `${GENERATED_FOLDER}/${path}`),
    ),
    generated,
  }
}
