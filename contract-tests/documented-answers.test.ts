import { expect, it } from 'vitest'
import { readEvents, writeEvents } from './engine/answers/event-text.ts'
import { findChatOperation } from './engine/chat-operation.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'

type Node = Record<string, unknown>

const MODEL = 'doubao-seed-evolving'
const message = (properties: Node) => ({ type: 'object', required: Object.keys(properties), properties })
const text = { type: 'string' }

const request = {
  type: 'object',
  required: ['model', 'messages'],
  properties: {
    model: { type: 'string', enum: [MODEL] },
    messages: {
      type: 'array',
      minItems: 1,
      items: message({ role: { type: 'string', enum: ['user'] }, content: text }),
    },
    stream: { type: 'boolean' },
  },
}
const completion = message({
  id: text,
  choices: {
    type: 'array',
    minItems: 1,
    items: message({
      index: { type: 'integer' },
      message: message({ role: { type: 'string', enum: ['assistant'] }, content: text }),
      finish_reason: { type: 'string', enum: ['stop'] },
    }),
  },
})
const fault = message({ error: message({ code: text, message: text }) })

const refusal = (code: string) => ({ error: { code, message: 'No.' } })
const told = (content: string) => {
  return { id: 'one', choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }] }
}
const json = (media: Node) => ({ description: 'An answer', content: { 'application/json': media } })
const named = (first: unknown, second: unknown) => ({ first: { value: first }, second: { value: second } })
const faultSchema = { $ref: '#/components/schemas/Fault' }
const completionSchema = { $ref: '#/components/schemas/Completion' }

/** A document for chats that is small, and whose sides agree. */
function writeDocument(responses: Node, components: Node = {}, requestBody: Node = bodyOf(request)): Node {
  const schemas = { Completion: completion, Fault: fault }
  const securitySchemes = { bearerAuth: { type: 'http', scheme: 'bearer' } }
  return {
    openapi: '3.1.0',
    info: { title: 'small', version: '1.0.0' },
    security: [{ bearerAuth: [] }],
    paths: {
      '/v1/chat/completions': {
        post: {
          operationId: 'complete',
          requestBody,
          responses: { '200': json({ schema: completionSchema }), ...responses },
        },
      },
    },
    components: { securitySchemes, schemas, ...components },
  }
}

function bodyOf(schema: Node): Node {
  return { required: true, content: { 'application/json': { schema } } }
}

const refused = (example: Node) => json({ schema: faultSchema, example })
const plain = { '400': refused(refusal('invalid')), '401': refused(refusal('key')) }

/** A way to document something, that document with one thing changed behind it, and what is found then. */
const forms: [what: string, document: Node, changed: Node, code: string][] = [
  [
    'an answer behind a reference',
    writeDocument(
      { ...plain, '429': { $ref: '#/components/responses/Busy' } },
      { responses: { Busy: refused(refusal('busy')) } },
    ),
    writeDocument(
      { ...plain, '429': { $ref: '#/components/responses/Busy' } },
      { responses: { Busy: refused(refusal('idle')) } },
    ),
    'DC405',
  ],
  [
    'a request body behind a reference',
    writeDocument(
      plain,
      { requestBodies: { Question: bodyOf(request) } },
      { $ref: '#/components/requestBodies/Question' },
    ),
    writeDocument(
      plain,
      { requestBodies: { Question: bodyOf({ ...request, required: ['model'] }) } },
      { $ref: '#/components/requestBodies/Question' },
    ),
    'DC402',
  ],
  [
    'a range of statuses',
    writeDocument({ '401': plain['401'], '4XX': refused(refusal('invalid')) }),
    writeDocument({ '401': plain['401'], '4XX': refused(refusal('other')) }),
    'DC405',
  ],
  [
    'a range beside a status of its own',
    writeDocument({ ...plain, '5XX': refused(refusal('internal')) }),
    writeDocument(plain),
    'DC405',
  ],
  [
    'the answer of all other statuses',
    writeDocument({ ...plain, default: refused(refusal('internal')) }),
    writeDocument({ ...plain, default: refused(refusal('other')) }),
    'DC405',
  ],
  [
    'the answer of all other statuses, that of a refusal among them',
    writeDocument({ default: refused(refusal('any')) }),
    writeDocument({ default: refused(refusal('other')) }),
    'DC405',
  ],
  [
    'several examples of an error',
    writeDocument({
      ...plain,
      '429': json({ schema: faultSchema, examples: named(refusal('busy'), refusal('quota')) }),
    }),
    writeDocument({
      ...plain,
      '429': json({ schema: faultSchema, examples: named(refusal('busy'), refusal('other')) }),
    }),
    'DC405',
  ],
  [
    'an example behind a reference',
    writeDocument(
      { ...plain, '429': json({ schema: faultSchema, examples: { busy: { $ref: '#/components/examples/Busy' } } }) },
      { examples: { Busy: { value: refusal('busy') } } },
    ),
    writeDocument(
      { ...plain, '429': json({ schema: faultSchema, examples: { busy: { $ref: '#/components/examples/Busy' } } }) },
      { examples: { Busy: { value: refusal('other') } } },
    ),
    'DC405',
  ],
  [
    'several examples of a completion',
    writeDocument({ ...plain, '200': json({ schema: completionSchema, examples: named(told('one'), told('two')) }) }),
    writeDocument({ ...plain, '200': json({ schema: completionSchema, examples: named(told('one'), told('other')) }) }),
    'DC404',
  ],
  [
    "an object's own example",
    writeDocument({ ...plain, '429': json({ schema: { ...fault, example: refusal('busy') } }) }),
    writeDocument({ ...plain, '429': json({ schema: { ...fault, example: refusal('other') } }) }),
    'DC405',
  ],
  [
    "an object's own example, behind a reference",
    writeDocument({ ...plain, '429': json({ schema: { $ref: '#/components/schemas/Busy' } }) }, withSchema('busy')),
    writeDocument({ ...plain, '429': json({ schema: { $ref: '#/components/schemas/Busy' } }) }, withSchema('other')),
    'DC405',
  ],
]

it.each(forms)('%s is checked', async (_, document, changed, code) => {
  // Of another name, so that nothing is expected to have been generated for it.
  const target = { id: 'anyfast/small', gateway: 'anyfast', model: MODEL, document }

  const agreed = await findDrift(target)
  const drifted = await findDrift(target, { mockDocument: changed })

  expect(agreed).toEqual([])
  expect(drifted.map((finding) => finding.code)).toContain(code)
})

it('several examples of a stream are checked, of which one tells no reasons', async () => {
  const target = { ...(await readEvolvingTarget()), id: 'anyfast/streams' }
  const media = streamOf(target.document)
  const whole = String(media['example'])
  const plain = writeEvents(readEvents(whole).chunks.slice(2))
  Reflect.deleteProperty(media, 'example')
  media['examples'] = named(whole, plain)
  const mockDocument = structuredClone(target.document)
  streamOf(mockDocument)['examples'] = named(whole, whole)

  const agreed = await findDrift(target)
  const drifted = await findDrift(target, { mockDocument })

  expect(agreed).toEqual([])
  expect(drifted).toMatchObject([{ code: 'DC404', message: expect.stringMatching(/^stream second: /) as string }])
})

it('a range and the answer of all others are asked for by a status that nothing else documents', () => {
  const document = writeDocument({
    ...plain,
    '4XX': refused(refusal('other')),
    '500': refused(refusal('internal')),
    default: refused(refusal('any')),
  })

  const { answers = [], refusalStatus } = findChatOperation(document) ?? {}

  expect(answers.map(({ key, status }) => [key, status])).toEqual([
    ['200', 200],
    ['400', 400],
    ['401', 401],
    ['500', 500],
    ['4XX', 404],
    ['default', 502],
  ])
  expect(refusalStatus).toBe(422)
})

function withSchema(code: string): Node {
  const schemas = {
    Completion: completion,
    Fault: fault,
    Busy: { ...fault, example: refusal(code) },
  }
  return { schemas }
}

function streamOf(document: Node): Node {
  type Paths = Record<string, { post: { responses: Record<string, { content: Record<string, Node> }> } }>
  return (document['paths'] as Paths)['/v1/chat/completions']?.post.responses['200']?.content['text/event-stream'] ?? {}
}
