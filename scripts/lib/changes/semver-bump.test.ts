import { expect, it } from 'vitest'
import { makeDocument, makeSnapshots, ownRulesAlone } from './base-document.ts'
import type { Change } from './change.ts'
import { compareSpecs } from './compare-specs.ts'
import { compareEdited, inAnswer, inRequest, type Edit } from './edit-document.ts'
import { semverBump } from './semver-bump.ts'

it.each<[bump: string, what: string, after: Edit]>([
  ['major', 'a model that is gone', inRequest('model', { enum: ['doubao-lite-32k'] })],
  ['major', 'a parameter that is gone', ({ parameters }) => Reflect.deleteProperty(parameters, 'n')],
  [
    'major',
    'a switch over answers that is whole no more',
    inAnswer('finish_reason', { enum: ['stop', 'length', 'x'] }),
  ],
  ['minor', 'a parameter that is new', inRequest('seed', { type: 'integer' })],
  ['minor', 'a model that is new', inRequest('model', { enum: ['doubao-seed-1-6', 'doubao-lite-32k', 'gpt-4o'] })],
  ['patch', 'a text', inRequest('n', { description: 'How many.' })],
  ['patch', 'a limit that was lowered, which breaks calls and no code', inRequest('max_tokens', { maximum: 100_000 })],
  ['none', 'nothing', () => undefined],
])('is %s for %s', async (bump, _, after) => {
  const { changes } = await compareEdited(() => undefined, after)

  expect(semverBump(changes).bump).toBe(bump)
})

it('takes the greatest, and names the change that decides it', async () => {
  const { changes } = await compareEdited(
    () => undefined,
    (places) => {
      inRequest('seed', { type: 'integer' })(places)
      Reflect.deleteProperty(places.parameters, 'n')
      Reflect.deleteProperty(places.parameters, 'stop')
    },
  )

  expect(semverBump(changes)).toEqual({
    bump: 'major',
    reason:
      'something that compiled no longer does, or a model is gone (parameter-removed: The parameter `n` is gone, and 1 more)',
  })
})

it('is patch for an overlay that has become pointless, which is a change of its own', async () => {
  const specs = makeSnapshots({ chat: makeDocument() })
  const place = { file: 'specs/overlays/a.yaml', line: 7, pointer: '/actions/0' }
  const findings = [
    { code: 'DC201', side: 'spec', ...place, message: 'the action changes no spec' } as const,
    { code: 'DC203', side: 'spec', ...place, message: 'evidence is gone' } as const,
  ]

  const { changes } = await compareSpecs(specs, specs, { oasdiff: ownRulesAlone, findings })

  expect(changes).toEqual<Change[]>([
    {
      id: 'overlay-pointless',
      severity: 'warning',
      source: 'own',
      ...place,
      ...{ gateway: null, spec: null, models: [], url: null },
      text: 'The docs repaired what an overlay repairs: the action changes no spec.',
    },
  ])
  expect(semverBump(changes).bump).toBe('patch')
})

it.each([
  ['major', 'breaking', 'request-property-pattern-added'],
  ['minor', 'warning', 'request-property-pattern-changed'],
  ['minor', 'info', 'response-non-success-status-added'],
  ['patch', 'info', 'request-property-pattern-removed'],
] as const)('is %s for what oasdiff calls %s: %s', (bump, severity, id) => {
  const place = { gateway: 'anyfast', spec: 'chat', models: [], pointer: '', file: 'page.md', line: 1, url: null }

  expect(semverBump([{ ...place, id, severity, text: 'Something changed.', source: 'oasdiff' }]).bump).toBe(bump)
})
