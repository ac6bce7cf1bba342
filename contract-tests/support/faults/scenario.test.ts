import { expect, test } from 'vitest'
import { loadScenarios, parseScenarios } from './scenario.ts'

const start = `
title: A title.
why: A reason.
group: stalls
call: { stream: true }
`

test('a file becomes one scenario that is named for it, with the defaults filled in', () => {
  const scenarios = parseScenarios(
    'own.yaml',
    `${start}answers: [{ body: [done] }]\nexpect: { error: {}, requests: 1 }`,
  )

  expect(scenarios).toHaveLength(1)
  expect(scenarios[0]).toMatchObject({
    id: 'own',
    call: { stream: true, maxRetries: 2, warmUp: false },
    answers: [{ status: 200, headers: {}, body: ['done'] }],
  })
})

test('each set of variables becomes a scenario of its own, with values where a variable stands alone', () => {
  const file = `${start}
each:
  429: { status: 429, words: too many }
  503: { status: 503, words: too busy }
answers: [{ status: $status, body: [text: 'I am $words'] }]
expect: { error: {}, requests: 1 }`

  const scenarios = parseScenarios('own.yaml', file)

  expect(scenarios.map(({ id }) => id)).toEqual(['own-429', 'own-503'])
  expect(scenarios[1]?.answers).toMatchObject([{ status: 503, body: [{ text: 'I am too busy' }] }])
})

test('a long text is written as its repeated part', () => {
  const file = `${start}answers: [{}]\nexpect: { answer: { content: { repeat: ab, times: 3 } }, requests: 1 }`

  const [scenario] = parseScenarios('own.yaml', file)

  expect(scenario?.expect.answer).toEqual({ content: 'ababab' })
})

test.each([
  ['broken YAML', 'title: [', /^contract-tests\/faults\/own\.yaml: .* at line 1/s],
  ['a duplicate key', `${start}title: Another.`, /own\.yaml: Map keys must be unique at line 6/],
  ['a text', 'title', /own\.yaml: \/: .*Object/],
  ['an unknown key', `${start}answer: []\nexpect: { error: {}, requests: 1 }`, /own\.yaml: \/answer: .*"answer"/],
  ['an unknown group', start.replace('stalls', 'stales'), /own\.yaml: \/group: .*"stales"/],
  ['a step that is none', `${start}answers: [{ body: [done, { dleta: {} }] }]`, /\/answers\/0\/body\/1: is no step/],
  ['a step of another word', `${start}answers: [{ body: [dnoe] }]`, /\/answers\/0\/body\/0: .*"dnoe"/],
  ['a step with an unknown key', `${start}answers: [{ body: [{ wait: 1, x: 2 }] }]`, /\/answers\/0\/body\/0\/x: /],
  [
    'a step within a repeat',
    `${start}answers: [{ body: [{ repeat: { times: 2, steps: [wait: long] } }] }]`,
    /\/answers\/0\/body\/0\/repeat\/steps\/0\/wait: .*"long"/,
  ],
  ['no answer', `${start}answers: []\nexpect: { error: {}, requests: 1 }`, /own\.yaml: \/answers/],
  ['neither answers nor refused', `${start}expect: { error: {}, requests: 1 }`, /own\.yaml: \/: must have either/],
  ['no outcome', `${start}answers: [{}]\nexpect: { requests: 1 }`, /own\.yaml: \/expect: must have either/],
  [
    'two outcomes',
    `${start}answers: [{}]\nexpect: { error: {}, answer: {}, requests: 1 }`,
    /own\.yaml: \/expect: must/,
  ],
  [
    'an unknown fact',
    `${start}answers: [{}]\nexpect: { error: {}, requests: 1, ours: { nmae: x } }`,
    /\/expect\/ours\/nmae/,
  ],
  ['an unknown variable', `${start}answers: [{ status: $status }]`, /own\.yaml: \$status is no variable of the file/],
  ['variables without a name', `${start}each: { null: {} }`, /own\.yaml: \/each: must be a map of maps/],
  ['variables that are a list', `${start}each: [1, 2]`, /own\.yaml: \/each: must be a map of maps/],
  [
    'a value of a variable',
    `${start}each: { 7: { status: seven } }\nanswers: [{ status: $status }]`,
    /own\.yaml: \(7\) \/answers\/0\/status: /,
  ],
])('%s is an error that names the file and the place', (_, file, message) => {
  expect(() => parseScenarios('own.yaml', file)).toThrow(message)
})

test('every scenario of the repository can be read, and has an id of its own', () => {
  const ids = loadScenarios().map(({ id }) => id)

  expect(ids.length).toBeGreaterThan(200)
  expect(new Set(ids).size).toBe(ids.length)
})
