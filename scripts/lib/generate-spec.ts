import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { findCatalogOperation, type CatalogOperation } from './catalog-operation.ts'
import { makeEffectiveSpec } from './effective-specs.ts'
import { generateClient, generateRuntime } from './generate-client.ts'
import type { GeneratedFiles } from './generated-files.ts'
import type { OverlayUse } from './overlay-set.ts'
import type { Project } from './project.ts'
import type { Source } from './sources.ts'
import { hasUrlParameters } from './url-parameters.ts'
import { verifySource } from './verify-specs.ts'

/** All that comes of one spec. Plain data, so it can be kept. */
export interface GeneratedSpec {
  /** Path below generated/, and content. */
  files: [path: string, content: string][]
  use: OverlayUse
  operation: CatalogOperation | undefined
  /** Whether its client needs the runtime's serializers of parameters. */
  hasUrlParameters: boolean
}

/** Generates below a temporary folder, which disposing of it removes. */
export interface SpecGenerator extends AsyncDisposable {
  /** From the page to the client. There is no result where the page states no spec that can be used. */
  generate: (source: Source) => Promise<{ result: GeneratedSpec | undefined; findings: Finding[] }>
  /** The runtime with all that any spec may need. */
  runtime: () => Promise<GeneratedFiles>
}

/** A generator of the clients of a project's specs, each on its own. */
export async function createSpecGenerator({ root, lock, overlays }: Project): Promise<SpecGenerator> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-'))
  return {
    generate: async (source) => {
      const verification = verifySource(root, source, lock.specs[source.id])
      const [verified] = verification.specs
      if (!verified) return { result: undefined, findings: verification.findings }
      const { spec, use, findings } = await makeEffectiveSpec(verified, overlays)
      const client = await generateClient(spec, folder)
      const operation = findCatalogOperation(spec, client.syntax)
      return {
        result: { files: [...client.files], use, operation, hasUrlParameters: hasUrlParameters(spec.document) },
        findings: [...verification.findings, ...findings, ...client.findings],
      }
    },
    runtime: () => generateRuntime(folder),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  }
}
