import { expect, it } from 'vitest'
import { extract, statedAt, valueAt } from './parameter-table-fixtures/read-page.ts'
import { BODY_SCHEMA, pageWith } from './parameter-table-fixtures/small-page.ts'

const PROPERTY = [...BODY_SCHEMA, 'properties', 'x']

/** The schema of a row `x` with these lines behind its name, type and No. */
function read(type: string, lines: readonly string[]): unknown {
  return valueAt(pageWith(['x', type, 'No', ...lines]), PROPERTY)
}

it.each([
  ['a description and an example', 'string', ['What it is.', 'blue'], 'What it is.', 'blue'],
  ['nothing', 'string', [], undefined, undefined],
  ['an example alone', 'string', ['blue'], undefined, 'blue'],
  ['a number alone', 'number', ['-1.50'], undefined, -1.5],
  ['a description alone', 'string', ['What it is.'], 'What it is.', undefined],
  ['a description without a full stop alone', 'number', ['What it is'], 'What it is', undefined],
  ['an example that is a sentence', 'string', ['What it is.', 'Tell me a joke.'], 'What it is.', 'Tell me a joke.'],
  ['an example behind an open sentence', 'string', ['What it is', 'blue'], 'What it is', 'blue'],
  ['an example that repeats the end', 'string', ['Must be so blue', 'so blue'], 'Must be so blue', 'so blue'],
  ['an example that begins like a sentence', 'string', ['What it is', 'Key $KEY'], 'What it is', 'Key $KEY'],
  ['an example with a joining word', 'string', ['What it is', 'Salt and pepper'], 'What it is', 'Salt and pepper'],
  ['brackets in its description', 'string', ['Use [a] {b}.', 'a'], 'Use [a] {b}.', 'a'],
  ['a question', 'string', ['What is it?', 'and so on'], 'What is it?', 'and so on'],
  ['a sentence in parentheses', 'string', ['(What it is.)', 'and so on'], '(What it is.)', 'and so on'],
  ['a text in quotes', 'string', ['What it is.', '"\\n"'], 'What it is.', '\n'],
  ['a text in quotes alone', 'string', ['"a b."'], undefined, 'a b.'],
  ['a text in broken quotes', 'string', ['What it is.', '"a'], 'What it is.', '"a'],
  ['a text that looks like a number', 'string', ['What it is.', '7'], 'What it is.', '7'],
  ['a type word', 'string', ['What it is.', 'object'], 'What it is.', 'object'],
  ['code in a sentence', 'string', ['Set to a', ', b', 'or c', '(all', ').', 'a'], 'Set to a, b or c (all).', 'a'],
  ['code before a possessive', 'string', ['The model', "'s size.", 'L'], "The model's size.", 'L'],
  ['code before a question mark', 'string', ['Is it a', '? See b.', 'a'], 'Is it a? See b.', 'a'],
  ['code before a quotation', 'string', ['Set to a', "'soft'", 'or b.', 'a'], "Set to a 'soft' or b.", 'a'],
  ['code before a capital', 'number', ['Set a', 'A b', 'as c.', '1'], 'Set a A b as c.', 1],
  ['no example behind code', 'string', ['Set to a', '.'], 'Set to a.', undefined],
  ['no example behind a joining word', 'string', ['Set to a', 'or b'], 'Set to a or b', undefined],
  ['no example of a number', 'number', ['Set to a', 'the answer waits.'], 'Set to a the answer waits.', undefined],
  ['an integer', 'integer', ['How many.', '3'], 'How many.', 3],
  ['a boolean', 'boolean', ['Whether.', 'true'], 'Whether.', true],
  ['an array', 'array', ['All.', '[1, [2]]'], 'All.', [1, [2]]],
  ['an object', 'object', ['All.', '{"a": null}'], 'All.', { a: null }],
])('reads a row with %s', (_, type, lines, description, example) => {
  expect(read(type, lines)).toEqual({
    type,
    ...(description === undefined ? {} : { description }),
    ...(example === undefined ? {} : { example }),
  })
})

it.each([
  ...[
    'and',
    'as',
    'at',
    'but',
    'by',
    'can',
    'for',
    'from',
    'if',
    'in',
    'is',
    'are',
    'may',
    'must',
    'of',
    'on',
    'or',
    'so',
  ],
  ...['than', 'that', 'then', 'to', 'when', 'which', 'will', 'with'],
])('goes on with an open sentence at "%s"', (word) => {
  expect(read('string', ['What it is', `${word} more`])).toEqual({
    type: 'string',
    description: `What it is ${word} more`,
  })
})

it.each([
  ['number', 'Taking a value between 0.5 and 2.', { minimum: 0.5, maximum: 2 }],
  ['integer', 'Between -3 and -1, or so.', { minimum: -3, maximum: -1 }],
  ['number', '-2.0 ~ 2.0.', { minimum: -2, maximum: 2 }],
  ['integer', 'Of the range 1~5', { minimum: 1, maximum: 5 }],
  ['number', 'Between 1 and 1.', { minimum: 1, maximum: 1 }],
  ['number', 'Between you and me.', {}],
  ['number', 'Inbetween 3 states.', {}],
  ['number', 'Costs ~100 coins.', {}],
  ['string', 'A number between 0 and 2.', {}],
  ['array', 'Numbers, 0 ~ 2.', {}],
  ['string', 'Optional values: a.', { enum: ['a'] }],
  ['string', 'Optional values: v1.5, v2.0 and v3. More to come.', { enum: ['v1.5', 'v2.0', 'v3'] }],
  ['string', 'Optional values: a, b, or c.', { enum: ['a', 'b', 'c'] }],
  ['string', 'Optional values: a , b.', { enum: ['a', 'b'] }],
  ['integer', 'Optional values: 1, 2.', { enum: [1, 2] }],
  ['string', 'Optional values are many.', {}],
  ['array', 'Up to 4 strings can be specified.', { maxItems: 4 }],
  ['array', 'A list of up to 12 items.', { maxItems: 12 }],
  ['array', 'Up to 3 elements.', { maxItems: 3 }],
  ['array', 'Up to 2 objects.', { maxItems: 2 }],
  ['array', 'Up to 1 entries.', { maxItems: 1 }],
  ['array', 'Up to 4 itemsets.', {}],
  ['array', 'A setup to 4 items.', {}],
  ['array', 'Up to 4 characters each.', {}],
  ['string', 'Up to 64 characters can be specified.', {}],
  ['number', 'Up to 4 strings can be specified.', {}],
])('reads of a %s the limits that "%s" states', (type, description, limits) => {
  expect(read(type, [description])).toEqual({ type, description, ...limits })
})

it.each([
  ['string', 1],
  ['array', 0],
  ['number', 0],
])('counts several strings in a column of type %s as %d contradictions', (type, count) => {
  const { contradictions } = extract(pageWith(['x', type, 'No', 'Up to 4 strings can be specified.']))

  expect(contradictions).toHaveLength(count)
})

it('names the line of the fragment that contradicts the type column', () => {
  const { contradictions } = extract(pageWith(['x', 'string', 'No', 'Stops at one', 'up to 2 strings.', 'a']))

  expect(contradictions).toMatchObject([{ line: 19 }])
})

it('names the lines of the values that follow code', () => {
  const page = pageWith(['x', 'string', 'No', 'As in y', '. Optional values: a', ', b.'])

  expect([0, 1].map((index) => statedAt(page, [...PROPERTY, 'enum', index]).line)).toEqual([19, 20])
})

it.each([
  ['object', 'The object contains x.y.'],
  ['object', 'The object contains x.y'],
  ['object', 'See below. The object contains x.y. More below.'],
  ['array', 'Each object in the array contains x.y'],
])('finds the member that an %s announces by "%s"', (type, description) => {
  const page = pageWith(['x', type, 'No', description, ...(type === 'array' ? ['[]'] : ['{}']), 'x.y', 'string', 'No'])

  const members = type === 'array' ? [...PROPERTY, 'items', 'properties'] : [...PROPERTY, 'properties']
  expect(valueAt(page, members)).toEqual({ 'x.y': { type: 'string' } })
})

it('puts rows under the one that announces them, wherever they follow, and other rows beside it', () => {
  const page = pageWith([
    ...['type', 'string', 'No', 'Of all.'],
    ...['tools', 'array', 'No', 'Each object in the array contains type, run', 'and note', '.'],
    ...['note', 'string', 'No'],
    ...['seed', 'integer', 'No'],
    ...['run', 'object', 'Yes', 'The object contains code.'],
    ...['code', 'string', 'Yes'],
    ...['type', 'string', 'No', 'Of a tool.'],
  ])

  expect(valueAt(page, [...BODY_SCHEMA, 'required'])).toEqual(['model'])
  expect(valueAt(page, [...BODY_SCHEMA, 'properties'])).toMatchObject({
    type: { description: 'Of all.' },
    tools: {
      items: {
        type: 'object',
        required: ['run'],
        properties: {
          note: { type: 'string' },
          run: { type: 'object', required: ['code'], properties: { code: { type: 'string' } } },
          type: { description: 'Of a tool.' },
        },
      },
    },
    seed: { type: 'integer' },
  })
  const runProperties = [...BODY_SCHEMA, 'properties', 'tools', 'items', 'properties', 'run']
  expect(statedAt(page, [...runProperties, 'required', 0]).line).toBe(37)
})

it('takes a name for what it is, even that of an inherited property', () => {
  const page = pageWith(['__proto__', 'string', 'No', 'blue', 'constructor', 'number', 'Yes', '1'])

  const { specText } = extract(page)

  expect(specText).toContain('__proto__:')
  expect(valueAt(page, [...BODY_SCHEMA, 'properties', 'constructor'])).toEqual({ type: 'number', example: 1 })
})

it('passes over what stands under the examples, and the footer', () => {
  const row = ['x', 'number', 'No', 'What it is.']
  const rest = ['4. Request Example', 'curl', 'Yes', '5. Response Example', '{', '}', 'Last updated']

  expect(extract(pageWith([...row, ...rest])).specText).toBe(extract(pageWith(row)).specText)
})

it.each([
  'Last updated',
  'Last updated 2 months ago',
  'Last updated on Monday',
  'Last updated at noon',
  'Last updated a month ago',
  'Last updated: 2025-01-01',
])('takes "%s" for no example', (footer) => {
  expect(read('string', ['What it is.', footer])).toEqual({ type: 'string', description: 'What it is.' })
})

it.each(['Last updated by me', 'Last updated atoms', 'Not Last updated at'])(
  'takes "%s", which is like the footer, for an example',
  (line) => {
    expect(read('string', ['What it is.', line])).toHaveProperty('example', line)
  },
)

it('requires no body and no key where the page does not', () => {
  const page = pageWith(['4. Header Parameters', 'X-Trace', 'string', 'No']).replace('Yes', 'No')

  const document = valueAt(page, [])

  expect(Object.keys(document as object)).toEqual(['openapi', 'info', 'servers', 'paths'])
  expect(valueAt(page, ['paths', '/v1/x', 'post'])).toEqual({
    parameters: [{ name: 'X-Trace', in: 'header', required: false, schema: { type: 'string' } }],
    requestBody: {
      content: { 'application/json': { schema: { type: 'object', properties: expect.anything() as unknown } } },
    },
  })
})

it.each(['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH', 'TRACE'])('reads the method %s', (method) => {
  const page = pageWith([]).replace('POST', method)

  expect(Object.keys(valueAt(page, ['paths', '/v1/x']) as object)).toEqual([method.toLowerCase()])
})

it.each(['Note that it is new.', 'See the Note'])('takes "%s" for no label', (line) => {
  const page = pageWith([]).replace('1. Overview', `1. Overview\n${line}`)

  expect(valueAt(page, ['info', 'description'])).toBe(line)
})
