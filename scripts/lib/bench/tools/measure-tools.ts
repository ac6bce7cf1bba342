import { join } from 'node:path'
import type { Measurement } from '../measurement.ts'
import { makeCopiesProject, makeSiteProject } from './bench-project.ts'
import { measureGeneration } from './measure-generation.ts'
import { measureJobs } from './measure-jobs.ts'
import { measureRegeneration } from './measure-regeneration.ts'
import { measureTypeCheck } from './measure-type-check.ts'
import type { ToolsOptions } from './tools-options.ts'

/** The saved site that has 368 operations. */
const SITE = 'docs-2026-04-28'

const SIZES = [1, 10, 100]

/**
 * Measures what developers wait for: generating, checking types, the contract suite and the whole job. Works on copies
 * of this project in temporary folders. Takes minutes.
 */
export async function measureTools(options: ToolsOptions): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const size of SIZES) {
    await using project = await makeCopiesProject(size)
    measurements.push(...(await measureGeneration(project, size, options)))
  }
  const { corpus } = options
  await using largest = corpus === undefined ? await makeCopiesProject(100) : await makeSiteProject(join(corpus, SITE))
  if (corpus !== undefined) measurements.push(...(await measureGeneration(largest, 368, options)))
  measurements.push(...(await measureRegeneration(largest, options)))
  measurements.push(...(await measureTypeCheck(largest, options)))
  measurements.push(...(await measureJobs(options)))
  return measurements
}
