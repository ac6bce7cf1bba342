import { fromPointer } from '../../contract-tests/engine/json-pointer.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { InputError, type Place } from './input-error.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** A spec of which no client can be made. Its place is the page's, where the spec's structure tells what is wrong. */
export class UnreadableSpecError extends InputError {
  /** Path of the spec, since several specs may come of one page. */
  readonly specFile: string

  constructor(message: string, { source }: EffectiveSpec, place?: Place, options?: ErrorOptions) {
    super(message, place ?? { file: source.specFile }, options)
    this.specFile = source.specFile
  }
}

/** Says what breaks the structure of a spec, and where its page says it; where nothing does, the words given. */
export async function explainUnreadable(
  spec: EffectiveSpec,
  message: string,
  cause: unknown,
): Promise<UnreadableSpecError> {
  const problem = await findStructureProblem(spec)
  if (!problem) return new UnreadableSpecError(message, spec, undefined, { cause })
  const yaml = parseYaml(spec.specText)
  const place = spec.placeOf(isYamlFile(yaml) ? yaml.lineOf(fromPointer(problem.pointer)) : 1)
  const text = `the generator cannot read it: ${problem.message}`
  return new UnreadableSpecError(text, spec, { ...place, pointer: problem.pointer }, { cause })
}

/** The linter is loaded only here: a spec that can be read does not pay for it. */
async function findStructureProblem({ document }: EffectiveSpec) {
  const { createConfig, lintFromString } = await import('@redocly/openapi-core')
  const config = await createConfig({ rules: { struct: 'error' } })
  const [problem] = await lintFromString({ source: JSON.stringify(document), config })
  if (!problem) return undefined
  const pointer = (problem.location[0]?.pointer ?? '#').slice(1)
  return { pointer, message: problem.message.replaceAll(/\s+/g, ' ').trim() }
}
