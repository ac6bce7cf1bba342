import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readEvents } from './engine/answers/event-text.ts'
import { wholeCompletion } from './engine/answers/whole-completion.ts'
import { CHUNK_POINTER, prepareTarget, type PreparedTarget } from './engine/contract-target.ts'
import { readTargets } from './support/read-targets.ts'
import { strengthen } from './support/strengthen.ts'

const targets = (await readTargets()).map((target) => prepareTarget(target))
const specs = targets.filter(({ id }, index) => targets.findIndex((other) => other.id === id) === index)

it.each(specs)('the strength overlay leaves the document of $id as it is', async ({ document }) => {
  const before = structuredClone(document)

  const strict = await strengthen(document)

  expect(document).toEqual(before)
  expect(strict).not.toEqual(before)
})

it.each(specs)('with it, $id still accepts every documented answer', (target) => {
  const { operation, document, completionPointer, strictValidator } = target
  const whole = wholeCompletion(document, completionPointer)
  const errors = operation.answers.filter(({ status }) => status >= 400)

  expect(strictValidator.violations(completionPointer, whole)).toEqual([])
  expect(errors.length).toBeGreaterThan(0)
  expect(errors.flatMap((error) => strictValidator.violations(error.schemaPointer, error.example))).toEqual([])
  expect(chunkViolations(target, operation.answers[0]?.streamExample ?? '')).toEqual([])
})

it.each(['plain', 'reasoning-then-tools', 'tool-call-fragments', 'two-choices', 'usage-chunk'])(
  'with it, a stream in the shape of recordings is still accepted: %s',
  (name) => {
    const text = readFileSync(new URL(`fixtures/${name}.sse`, import.meta.url), 'utf8')
    const [evolving] = specs.filter(({ id }) => id.startsWith('anyfast/'))

    expect(evolving && chunkViolations(evolving, text)).toEqual([])
  },
)

/** What the vendor's service was seen to answer, in its order of keys and with what no docs state. */
const recorded = {
  choices: [
    {
      finish_reason: 'stop',
      index: 0,
      logprobs: null,
      message: { content: '春眠不觉晓', role: 'assistant' } as object,
    },
  ],
  created: 1753100001,
  id: '02175310000000000000000000000000000000000000000000001',
  model: 'doubao-seed-evolving',
  service_tier: 'default',
  object: 'chat.completion',
  usage: {
    completion_tokens: 9,
    prompt_tokens: 21,
    total_tokens: 30,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: 0 },
  },
}

it.each(specs)(
  'with it, $id still accepts an answer in the shape of recordings',
  ({ strictValidator, completionPointer }) => {
    expect(strictValidator.violations(completionPointer, recorded)).toEqual([])
  },
)

it('with it, tool calls beside an empty content are still accepted', () => {
  const [evolving] = specs.filter(({ id }) => id.startsWith('anyfast/'))
  const call = { function: { arguments: '{}', name: 'local_time' }, id: 'call_own0001', type: 'function' }
  const message = { content: '', role: 'assistant', tool_calls: [call] }
  const answer = { ...recorded, choices: [{ finish_reason: 'tool_calls', index: 0, logprobs: null, message }] }

  expect(evolving?.strictValidator.violations(evolving.completionPointer, answer)).toEqual([])
})

const [choice] = recorded.choices

/** What the docs' own schemas let pass. */
const refused: [what: string, answer: object][] = [
  ['another object', { ...recorded, object: 'text_completion' }],
  ['an empty id', { ...recorded, id: '' }],
  ['a time before all time', { ...recorded, created: 0 }],
  ['no choice', { ...recorded, choices: [] }],
  ['a choice without its index', { ...recorded, choices: [{ ...choice, index: undefined }] }],
  ['a choice that tells no end', { ...recorded, choices: [{ ...choice, finish_reason: undefined }] }],
  ["a message of the user's", { ...recorded, choices: [{ ...choice, message: { role: 'user', content: '' } }] }],
  ['a message without content', { ...recorded, choices: [{ ...choice, message: { role: 'assistant' } }] }],
  ['a negative count', { ...recorded, usage: { ...recorded.usage, total_tokens: -1 } }],
  ['usage without a total', { ...recorded, usage: { ...recorded.usage, total_tokens: undefined } }],
]

it.each(refused)('with it, and not without it, an answer is refused for %s', (_, answer) => {
  const sent = JSON.parse(JSON.stringify(answer)) as unknown
  const countOf = (name: 'validator' | 'strictValidator') =>
    specs.map(({ completionPointer, [name]: { violations } }) => violations(completionPointer, sent).length)

  expect(Math.max(...countOf('validator'))).toBe(0)
  expect(Math.min(...countOf('strictValidator'))).toBeGreaterThan(0)
})

it.each(specs)('with it, and not without it, $id tells completions and errors apart', (target) => {
  const { operation, strictValidator, validator } = target
  const errors = operation.answers.filter(({ status }) => status >= 400)

  for (const { schemaPointer } of errors) {
    expect(validator.violations(schemaPointer, recorded)).toEqual([])
    expect(strictValidator.violations(schemaPointer, recorded)).not.toEqual([])
    expect(strictValidator.violations(schemaPointer, {})).not.toEqual([])
    expect(strictValidator.violations(schemaPointer, { ...recorded, error: { code: 'x', message: 'x' } })).not.toEqual(
      [],
    )
  }
})

function chunkViolations({ strictValidator }: PreparedTarget, text: string) {
  const { chunks } = readEvents(text)
  expect(chunks.length).toBeGreaterThan(3)
  return chunks.flatMap((chunk) => strictValidator.violations(CHUNK_POINTER, chunk))
}
