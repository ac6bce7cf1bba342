import type { GeneratedSpec } from './generate-spec.ts'
import type { GeneratedFiles } from './generated-files.ts'
import { leaveOutSerializers } from './leave-out-serializers.ts'

/** The runtime with no more than the specs need of it: without any spec there is none. */
export function fitRuntime(
  specs: readonly Pick<GeneratedSpec, 'hasUrlParameters'>[],
  runtime: GeneratedFiles,
): GeneratedFiles {
  if (specs.length === 0) return new Map()
  return specs.some((spec) => spec.hasUrlParameters) ? runtime : leaveOutSerializers(runtime)
}
