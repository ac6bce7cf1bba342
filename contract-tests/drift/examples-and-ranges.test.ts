import { expect, it } from 'vitest'
import { specOperators } from './operators/index.ts'

const media = (examples: Record<string, unknown>) => {
  const schema = { type: 'object', properties: { error: { type: 'object', properties: { code: { type: 'string' } } } } }
  return { content: { 'application/json': { schema, examples } } }
}
const busy = { value: { error: { code: 'busy' } } }
const document = {
  paths: {
    '/v1/chat/completions': {
      post: {
        requestBody: { content: { 'application/json': { schema: { type: 'object' } } } },
        responses: { '400': media({ busy, idle: busy }), '5XX': media({ busy }), default: media({ busy }) },
      },
    },
  },
}

it('each of several examples of an error is changed by itself', () => {
  const details = mutantsOf('error-example-changed').map(({ detail }) => detail)

  expect(details).toEqual([
    '400 answers other words as busy',
    '400 answers other words as idle',
    '5XX answers other words as busy',
    'default answers other words as busy',
  ])
})

it('a range of statuses, and that of all others, becomes a status that is one', () => {
  const details = mutantsOf('status-renamed').map(({ detail }) => detail)

  expect(details).toEqual(['400 became 410', '5XX became 599', 'default became 599'])
})

it('a property that an answer lost is lost in each of its examples', () => {
  const [mutant] = mutantsOf('answer-property-removed').filter(({ detail }) => detail === 'code removed')

  expect(JSON.stringify(mutant?.document())).not.toContain('busy"}')
})

function mutantsOf(id: string) {
  return specOperators.flatMap((operator) => (operator.id === id ? operator.mutants(document) : []))
}
