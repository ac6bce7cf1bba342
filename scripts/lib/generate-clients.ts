import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { findCatalogOperation } from './catalog-operation.ts'
import { renderCatalog, type CatalogEntry } from './catalog.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { fitRuntime } from './fit-runtime.ts'
import { generateClient, generateRuntime } from './generate-client.ts'
import type { GeneratedFiles } from './generated-files.ts'
import { hasUrlParameters } from './url-parameters.ts'

/**
 * Generates one typed client per effective spec, all of them on one copy of the fetch runtime, and the catalogue.
 * Works in a temporary folder that it removes; the same specs give the same bytes. What a spec says that no code can
 * hold is left out of its client, and a finding.
 */
export async function generateClients(
  specs: readonly EffectiveSpec[],
): Promise<{ files: GeneratedFiles; findings: Finding[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-'))
  try {
    const files: GeneratedFiles = new Map()
    const findings: Finding[] = []
    const entries: CatalogEntry[] = []
    // One at a time: an array of jobs needs twice the memory and is not faster.
    for (const spec of specs) {
      const client = await generateClient(spec, folder)
      for (const [path, text] of client.files) files.set(path, text)
      findings.push(...client.findings)
      const operation = findCatalogOperation(spec, client.syntax)
      if (operation) entries.push({ source: spec.source, operation })
    }
    const needs = specs.map(({ document }) => ({ hasUrlParameters: hasUrlParameters(document) }))
    for (const [path, text] of fitRuntime(needs, await generateRuntime(folder))) files.set(path, text)
    const catalog = renderCatalog(entries)
    for (const [path, text] of catalog.files) files.set(path, text)
    return { files, findings: [...findings, ...catalog.findings] }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
