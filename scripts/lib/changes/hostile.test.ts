import { expect, it } from 'vitest'
import { makeDocument, makeSnapshots, ownRulesAlone } from './base-document.ts'
import { compareSpecs } from './compare-specs.ts'
import { loadOasdiff } from './run-oasdiff.ts'

type Schemas = Record<string, unknown>

it('stops at a schema whose references fan out for ever, and says so', async () => {
  const keys = Array.from({ length: 8 }, (_, index) => `k${String(index)}`)
  const levels = Array.from({ length: 12 }, (_, level) => {
    const next = level === 11 ? { type: 'string' } : { $ref: `#/components/schemas/L${String(level + 1)}` }
    return [`L${String(level)}`, { type: 'object', properties: Object.fromEntries(keys.map((key) => [key, next])) }]
  })
  const bomb = Object.fromEntries(levels) as Schemas

  const { notes } = await compare({ ...bomb }, { ...bomb, L11: { type: 'object' } }, '#/components/schemas/L0')

  expect(notes).toContain('anyfast/chat: more fields than can be compared; those of the first 20000 schemas were')
})

it('has done with thousands of fields and models that all have other names', async () => {
  const withNames = (name: string) => {
    const names = Array.from({ length: 3000 }, (_, index) => `${name}${String(index)}`)
    const fields = Object.fromEntries(names.map((field) => [field, { type: 'string' }]))
    return { Root: { type: 'object', properties: { ...fields, model: { type: 'string', enum: names } } } }
  }
  const [before, after] = ['a', 'b'].map((name) => withSchemas(withNames(name), '#/components/schemas/Root'))
  const start = performance.now()

  await compareSpecs(makeSnapshots({ chat: before ?? {} }), makeSnapshots({ chat: after ?? {} }), {
    oasdiff: await loadOasdiff(),
  })

  expect(performance.now() - start).toBeLessThan(8000)
}, 60_000)

it('compares a schema that contains itself', async () => {
  const node = (extra: object) => {
    return { Node: { type: 'object', properties: { child: { $ref: '#/components/schemas/Node' }, ...extra } } }
  }

  const { changes } = await compare(node({}), node({ size: { type: 'integer' } }), '#/components/schemas/Node')

  expect(changes.map(({ text }) => text)).toEqual(['The parameter `size` is new.'])
})

it.each([
  ['inherited names', '{"type":"object","properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"}}}'],
  ['keywords of the wrong kind', '{"type":7,"required":"a","properties":[],"enum":{},"allOf":null,"oneOf":"x"}'],
  ['a reference that leads nowhere', '{"$ref":"#/components/schemas/Nothing"}'],
  ['a reference that leads to itself', '{"$ref":"#/components/schemas/Root"}'],
  ['a reference to a file', '{"$ref":"file:///etc/passwd"}'],
])('makes something of %s', async (_, text) => {
  const root = JSON.parse(text) as object

  const { changes } = await compare({ Root: { type: 'object' } }, { Root: root }, '#/components/schemas/Root')

  expect(changes.length).toBeGreaterThan(0)
})

it('lets oasdiff read no other file', async () => {
  const outside = { $ref: `${import.meta.dirname}/base-document.ts` }

  const { notes } = await compareSpecs(
    makeSnapshots({ chat: withSchemas({ Root: {} }, '#/components/schemas/Root') }),
    makeSnapshots({ chat: withSchemas({ Root: outside }, '#/components/schemas/Root') }),
    { oasdiff: await loadOasdiff() },
  )

  expect(notes).toContainEqual(expect.stringMatching(/oasdiff could not compare it: .*external/))
})

it('says once what two places share', async () => {
  const schemas = (part: object) => ({
    Part: part,
    Root: {
      type: 'object',
      properties: { one: { $ref: '#/components/schemas/Part' }, two: { $ref: '#/components/schemas/Part' } },
    },
  })

  const { changes } = await compare(schemas({ maxLength: 9 }), schemas({ maxLength: 5 }), '#/components/schemas/Root')

  expect(changes.map(({ text }) => text)).toEqual(['`one` may be at most `5` characters long (was `9`).'])
})

function compare(before: Schemas, after: Schemas, body: string) {
  const [old, fresh] = [before, after].map((schemas) => makeSnapshots({ chat: withSchemas(schemas, body) }))
  return compareSpecs(old ?? [], fresh ?? [], { oasdiff: ownRulesAlone })
}

function withSchemas(schemas: Schemas, body: string) {
  const content = { 'application/json': { schema: { $ref: body } } }
  const paths = { '/v1/chat/completions': { post: { requestBody: { content }, responses: {} } } }
  return { ...makeDocument(), paths, components: { schemas } }
}
