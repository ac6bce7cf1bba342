import { expect, it } from 'vitest'
import type { FindingCode } from './engine/finding.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'

type Node = Record<string, unknown>

const OPERATION = ['paths', '/v1/chat/completions', 'post']

/** A fault of the mock, the check that notices it first, and one that notices it where the first is taken out. */
const faults: [what: string, mutate: (document: Node) => void, first: FindingCode, next: FindingCode][] = [
  [
    'an operation that is gone',
    (document) => {
      document['paths'] = { '/v2/chat/completions': at(document, ['paths'])['/v1/chat/completions'] }
    },
    'DC401',
    'DC404',
  ],
  [
    'a documented parameter that is refused',
    (document) => {
      const temperature = [...OPERATION, 'requestBody', 'content', 'application/json', 'schema', 'properties']
      at(document, temperature)['temperature'] = { type: 'boolean' }
    },
    'DC401',
    'DC404',
  ],
  [
    'a bound that is gone',
    (document) => {
      const temperature = [...OPERATION, 'requestBody', 'content', 'application/json', 'schema', 'properties']
      Reflect.deleteProperty(at(document, [...temperature, 'temperature']), 'maximum')
    },
    'DC402',
    'DC405',
  ],
  [
    'a stream whose chunks are of another kind',
    (document) => {
      const media = at(document, [...OPERATION, 'responses', '200', 'content', 'text/event-stream'])
      media['example'] = String(media['example']).replaceAll(/"created":\d+/g, '"created":"today"')
    },
    'DC404',
    'DC415',
  ],
]

it.each(faults)(
  '%s is still noticed where its first check is taken out of the suite',
  async (_, mutate, code, next) => {
    const target = await readEvolvingTarget()
    const mockDocument = structuredClone(target.document)
    mutate(mockDocument)

    const whole = await findDrift(target, { mockDocument })
    const ablated = await findDrift(target, { mockDocument, without: new Set([code]) })

    expect(whole.map((finding) => finding.code)).toContain(code)
    expect(ablated.map((finding) => finding.code)).not.toContain(code)
    expect(ablated.map((finding) => finding.code)).toContain(next)
  },
)

function at(document: Node, path: string[]): Node {
  return path.reduce((node, key) => node[key] as Node, document)
}
