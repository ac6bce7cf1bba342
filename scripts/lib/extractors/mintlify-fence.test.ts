import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '../run-command.ts'
import { isExtraction, type Extraction } from './extraction.ts'
import { extractMintlifyFence } from './mintlify-fence.ts'

const SPEC = `openapi: 3.1.0
paths:
  /v1/chat:
    post: {}
`

const PAGE = `> Fetch the complete documentation index at: https://docs.example.com/llms.txt

# A model

## OpenAPI

\`\`\`\`yaml zh/openapi.yaml POST /v1/chat
${SPEC}\`\`\`\`
`

it.each([
  ['000_5fd11f059fe03323.txt', 'doubao-seed-1.6-lite', 'https://docs.anyfast.com.cn/llms.txt'],
  ['002_37c9c5cbe593afec.txt', 'doubao-seed-evolving', 'https://docs.anyfast.ai/llms.txt'],
])('reads the spec of the page %s verbatim, and where it stands', async (file, title, indexUrl) => {
  const pageText = await readFile(join(projectRoot, 'specs/pages', file), 'utf8')

  const extraction = read(pageText)

  const pageLines = pageText.split('\n')
  const open = pageLines.findIndex((line) => line.startsWith('````yaml'))
  const close = pageLines.findLastIndex((line) => line === '````')
  expect(extraction).toEqual({
    specText: pageLines.slice(open + 1, close).join('\n') + '\n',
    url: null,
    title,
    indexUrl,
    fenceLine: open + 1,
    lines: [open + 2, close],
    contradictions: [],
  })
})

it('counts lines from 1, and the fence itself is no part of the spec', () => {
  expect(read(PAGE)).toEqual({
    specText: SPEC,
    url: null,
    title: 'A model',
    indexUrl: 'https://docs.example.com/llms.txt',
    fenceLine: 7,
    lines: [8, 11],
    contradictions: [],
  })
})

it('says on which line of the page a line of the spec stands', () => {
  const { specText, pageLineOf } = extract(PAGE)

  const statedLines = specText.trimEnd().split('\n')
  expect(statedLines.map((_, index) => PAGE.split('\n')[pageLineOf(index + 1) - 1])).toEqual(statedLines)
})

it('leaves open what a page does not say', () => {
  const extraction = read(`\`\`\`\`yaml a.yaml POST /v1/chat\n${SPEC}\`\`\`\``)

  expect(extraction).toMatchObject({ title: null, indexUrl: null, fenceLine: 1, lines: [2, 5] })
})

it('reads a fence that names no file', () => {
  expect(read(PAGE.replace('zh/openapi.yaml ', '')).specText).toBe(SPEC)
})

it('reads a fence whose file path holds a blank', () => {
  expect(read(PAGE.replace('zh/openapi.yaml', 'zh/open api.yaml')).specText).toBe(SPEC)
})

it('takes lines of fewer backticks for a part of the spec', () => {
  const spec = `${SPEC}info:\n  description: |\n    \`\`\`\n    curl\n    \`\`\`\nx-note: |\n  end\n`

  expect(read(PAGE.replace(SPEC, spec)).specText).toBe(spec)
})

it('closes no fence at a line of fewer backticks, even in the first column', () => {
  const spec = `${SPEC}# an example:\n\`\`\`\n`

  const result = extractMintlifyFence(PAGE.replace(SPEC, spec))

  expect(result).toMatchObject({ code: 'DC104', line: 13 })
})

it('closes a fence at a line of more backticks', () => {
  expect(read(PAGE.replace(/````\n$/, '`````  \n')).specText).toBe(SPEC)
})

it('keeps the carriage returns of a page that has them, and counts its lines alike', () => {
  const extraction = read(PAGE.replaceAll('\n', '\r\n'))

  expect(extraction).toEqual({ ...read(PAGE), specText: SPEC.replaceAll('\n', '\r\n') })
})

it.each([
  ['of another language', '```bash\ncurl https://api.example.com POST /v1/chat\n```'],
  ['of YAML that names no operation', '````yaml config.yaml\nkey: value\n````'],
  ['of another language that names an operation', '```http POST /v1/chat\nPOST /v1/chat\n```'],
  ['whose content looks like a fence of a spec', '`````markdown\n````yaml a.yaml POST /v1/chat\n````\n`````'],
  ['whose content looks like a heading', '```bash\n# install it first\nnpm install\n```'],
])('passes over a fence %s', (_, fence) => {
  const page = PAGE.replace('## OpenAPI\n', `## OpenAPI\n${fence}\n`)

  const extraction = read(page)

  const added = fence.split('\n').length
  expect(extraction).toEqual({ ...read(PAGE), fenceLine: 7 + added, lines: [8 + added, 11 + added] })
})

it.each([
  ['no fence', 'DC101', 1, '# A model\n\nNothing more.\n'],
  ['an empty page', 'DC101', 1, ''],
  ['only a fence that names no operation', 'DC101', 7, PAGE.replace(' POST /v1/chat', '')],
  ['several fences', 'DC102', 14, `${PAGE}\n${PAGE.slice(PAGE.indexOf('````'))}`],
  ['a fence that is never closed', 'DC103', 7, PAGE.replace(/````\n$/, '')],
  ['a fence that is closed by too few backticks', 'DC103', 7, PAGE.replace(/````\n$/, '```\n')],
  ['broken YAML', 'DC104', 9, PAGE.replace('paths:', 'paths: none: nothing')],
  ['a key twice', 'DC104', 12, PAGE.replace(SPEC, `${SPEC}openapi: 3.0.0\n`)],
  ['Swagger 2.0', 'DC105', 8, PAGE.replace('openapi: 3.1.0', "swagger: '2.0'")],
  ['OpenAPI 2', 'DC105', 8, PAGE.replace('openapi: 3.1.0', "openapi: '2.0'")],
  ['OpenAPI 31', 'DC105', 8, PAGE.replace('openapi: 3.1.0', "openapi: '31.0'")],
  ['no version', 'DC105', 8, PAGE.replace('openapi: 3.1.0\n', '')],
  ['a version that is a number', 'DC105', 9, PAGE.replace('openapi: 3.1.0', 'info: {}\nopenapi: 3.1')],
  ['a list', 'DC105', 8, PAGE.replace(SPEC, '- openapi: 3.1.0\n')],
  ['an empty fence', 'DC105', 8, PAGE.replace(SPEC, '')],
  ['no such path', 'DC106', 9, PAGE.replace(' POST /v1/chat', ' POST /v1/other')],
  ['no such method', 'DC106', 10, PAGE.replace(' POST /v1/chat', ' GET /v1/chat')],
  ['no paths', 'DC106', 8, PAGE.replace(/paths:[^`]*/, '')],
  ['paths that are a text', 'DC106', 9, PAGE.replace(/paths:[^`]*/, 'paths: none\n')],
  ['an inherited path', 'DC106', 9, PAGE.replace(' POST /v1/chat', ' POST /__proto__')],
  ['an inherited path of a function', 'DC106', 9, PAGE.replace(' POST /v1/chat', ' POST /constructor')],
])('refuses %s as %s on line %d', (_, code, line, page) => {
  const result = extractMintlifyFence(page)

  expect(result).toMatchObject({ code, line })
})

it('says what it found and what it looked for', () => {
  const page = PAGE.replace(' POST /v1/chat', ' GET /v1/chat')

  const result = extractMintlifyFence(page)

  expect(result).toMatchObject({
    message: 'the document lacks the operation GET /v1/chat that the page names',
  })
})

it('points to the first fence where there are several', () => {
  const result = extractMintlifyFence(PAGE + PAGE)

  expect(result).toMatchObject({ message: 'a second OpenAPI fence; the first is on line 7' })
})

function extract(pageText: string): Extraction {
  const result = extractMintlifyFence(pageText)
  if (!isExtraction(result)) throw new Error(`${result.code}: ${result.message}`)
  return result
}

/** What can be compared. */
function read(pageText: string): Omit<Extraction, 'pageLineOf'> {
  const { pageLineOf: _, ...facts } = extract(pageText)
  return facts
}

it.each([
  ['another host', "'http://other.example/x.json'"],
  ['a file', "'/etc/passwd'"],
  ['nothing', "'#/components/schemas/Missing'"],
  ['itself', "'#/components/schemas/Loop'"],
])('refuses a reference that leads to %s, with its line', (_, reference) => {
  const spec = `${SPEC}components:\n  schemas:\n    Loop:\n      $ref: ${reference}\n`

  expect(extractMintlifyFence(PAGE.replace(SPEC, spec))).toMatchObject({ code: 'DC124', line: 15 })
})

it.each([
  ['a path item', 'paths:\n  /v1/chat:\n    post: {}\n  /v1/other:\n', 12],
  ['an operation', 'paths:\n  /v1/chat:\n    post: {}\n    get:\n', 12],
  ['an answer', "paths:\n  /v1/chat:\n    post:\n      responses:\n        '200':\n", 13],
])('refuses a document in which %s is nothing, with its line', (_, paths, line) => {
  const page = PAGE.replace(/paths:[^`]*/, paths)

  expect(extractMintlifyFence(page)).toMatchObject({ code: 'DC105', line })
})
