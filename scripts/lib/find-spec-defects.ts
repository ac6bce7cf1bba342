import { findChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import type { Finding, FindingCode } from '../../contract-tests/engine/finding.ts'
import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { findChatLimits } from './chat-limits.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import type { UnusableValue } from './generator-input.ts'
import { findReaderDifferences } from './reader-differences.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/**
 * What an effective spec says that the generator, the client, the mock and the checks cannot all take alike. An overlay
 * can repair it. What only the checks of chats would misread counts only where there is such an operation.
 */
export function findSpecDefects(spec: EffectiveSpec, unusable: readonly UnusableValue[]): Finding[] {
  const { document } = spec
  const differences = findChatOperation(document) ? findReaderDifferences(document) : []
  return [
    ...makeFindings(spec, 'DC123', unusable),
    ...makeFindings(spec, 'DC127', findChatLimits(document)),
    ...makeFindings(spec, 'DC128', differences),
  ]
}

function makeFindings(
  { source, specText, placeOf }: EffectiveSpec,
  code: FindingCode,
  defects: readonly { path: PathKey[]; message: string }[],
): Finding[] {
  if (defects.length === 0) return []
  const yaml = parseYaml(specText)
  return defects.map(({ path, message }) => {
    const place = placeOf(isYamlFile(yaml) ? yaml.lineOf(path) : 1)
    return { code, side: 'spec', gateway: source.gateway, ...place, pointer: toPointer(path), message }
  })
}
