import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import { copyProject } from './lib/copied-project.ts'
import { runScript } from './lib/npm-script.ts'
import { findPairDefects } from './lib/survey/pair-defects.ts'
import type { Survey } from './lib/survey/run-survey.ts'
import { readSite } from './lib/survey/site-pages.ts'
import { writeFiles } from './lib/write-files.ts'

/** What a page of the test's own site says otherwise than a good one. */
interface PageOptions {
  model: string
  content?: object
  example?: object
  /** Parameters of the request beside those of a good page, whatever they are. */
  parameters?: Record<string, unknown>
  answers?: object
}

/** A page as a docs site serves it. */
function writePage(options: PageOptions): string {
  const { model, content = {}, example = { role: 'user', content: 'Hello!' }, parameters = {}, answers = {} } = options
  const answer = (schema: string) => ({
    description: 'An answer',
    content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
  })
  const message = {
    type: 'object',
    required: ['role', 'content'],
    properties: { role: { type: 'string', enum: ['system', 'user'] }, content: { type: 'string', ...content } },
  }
  const request = {
    type: 'object',
    required: ['model', 'messages'],
    properties: {
      model: { type: 'string', enum: [model] },
      messages: { type: 'array', minItems: 1, items: message, example: [example] },
      max_tokens: { type: 'integer', minimum: 1 },
      ...parameters,
    },
  }
  const document = {
    openapi: '3.1.0',
    info: { title: model, version: '1.0.0' },
    servers: [{ url: 'https://api.example.com' }],
    security: [{ bearerAuth: [] }],
    paths: {
      '/v1/chat/completions': {
        post: {
          operationId: `complete-${model}`,
          requestBody: { required: true, content: { 'application/json': { schema: request } } },
          responses: { '200': answer('ChatCompletion'), '400': answer('Error'), '401': answer('Error'), ...answers },
        },
      },
    },
    components: { schemas, securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
  }
  return `# ${model}\n\n\`\`\`\`yaml openapi.yaml POST /v1/chat/completions\n${stringify(document)}\`\`\`\`\n`
}

const choice = {
  type: 'object',
  required: ['index', 'message', 'finish_reason'],
  properties: {
    index: { type: 'integer' },
    message: {
      type: 'object',
      required: ['role', 'content'],
      properties: { role: { type: 'string', example: 'assistant' }, content: { type: 'string' } },
    },
    finish_reason: { type: 'string', enum: ['stop', 'length'] },
  },
}

const schemas = {
  ChatCompletion: {
    type: 'object',
    required: ['id', 'object', 'created', 'model', 'choices'],
    properties: {
      id: { type: 'string' },
      object: { type: 'string', example: 'chat.completion' },
      created: { type: 'integer' },
      model: { type: 'string' },
      choices: { type: 'array', minItems: 1, items: choice },
      usage: {
        type: 'object',
        properties: {
          prompt_tokens: { type: 'integer' },
          completion_tokens: { type: 'integer' },
          total_tokens: { type: 'integer' },
        },
      },
    },
  },
  Error: {
    type: 'object',
    required: ['error'],
    properties: {
      error: {
        type: 'object',
        required: ['code', 'message'],
        properties: { code: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

async function writeSite(pages: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), 'doubao-client-site-'))
  await writeFiles(path, new Map(Object.entries(pages)))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}

/** What the survey command says of a site, and the report that it writes. */
async function survey(
  folder: string,
  ...options: string[]
): Promise<{ status: number; output: string; report: Survey }> {
  await using project = await copyProject()
  const { status, output } = await runScript(project, 'survey', folder, ...options)
  return { status, output, report: JSON.parse(await project.read('reports/survey.json')) as Survey }
}

it('finds in a site what is wrong with its pages, and nothing else', async () => {
  await using folder = await writeSite({
    'guides/introduction.md': '# Welcome\n',
    'models/good.md': writePage({ model: 'good' }),
    'models/no-schema.md': writePage({ model: 'no-schema', content: { pattern: '[' } }),
    'models/wrong-example.md': writePage({ model: 'wrong-example', example: { role: 'nobody', content: 'Hello!' } }),
  })

  const { status, output, report } = await survey(folder.path)

  expect(report.failures).toEqual([])
  expect(report.unread).toEqual([])
  expect(report.figures).toMatchObject({ pages: 4, prosePages: 1, operations: 3, models: 3, sharedModels: 0 })
  expect(report.figures.passed).toBeGreaterThan(500)
  const found = report.kinds.map(({ code, example, operations, remaining }) => [
    code,
    example.file,
    operations,
    remaining,
  ])
  expect(found).toEqual([
    [undefined, 'models/no-schema.md', 1, 1],
    ['DC412', 'models/wrong-example.md', 1, 1],
  ])
  expect(output).toContain('cannot be compiled')
  expect(status).toBe(1)
})

it('goes on after pages whose schemas are none, each of which has its defect', async () => {
  const deep = { type: 'object', default: { code: 1 }, properties: { code: { type: 'string' } } }
  await using folder = await writeSite({
    'good.md': writePage({ model: 'good' }),
    'enum.md': writePage({ model: 'enum', parameters: { tier: { type: 'string', enum: 'default' } } }),
    'nothing.md': writePage({ model: 'nothing', parameters: { tier: null } }),
    'no-schema.md': writePage({
      model: 'no-schema',
      answers: { '400': { description: 'An answer', content: { 'application/json': {} } } },
    }),
    'strange-key.md': writePage({ model: 'strange-key', parameters: { deep } }).replace('info:', 'a key: 1\ninfo:'),
    'translated/enum.md': writePage({ model: 'enum', parameters: { tier: { type: 'string', enum: 'default' } } }),
    'no-method.md': writePage({ model: 'no-method' }).replace(/ {4}post:\n/, '    post: none\n    x-other:\n'),
  })

  const { status, report } = await survey(folder.path)

  const broken = ['enum.md', 'no-schema.md', 'nothing.md', 'strange-key.md', 'translated/enum.md']
  expect(status).toBe(1)
  expect(report.failures).toEqual([])
  expect(report.unread.map(({ code, file }) => [code, file])).toEqual([['DC105', 'no-method.md']])
  expect([...new Set(report.defects.map(({ file }) => file))].toSorted()).toEqual(broken)
  expect(report.figures.passed).toBeGreaterThan(500)
})

it('says where pages about one model disagree, and goes on after a page that it cannot read', async () => {
  const page = writePage({ model: 'good' })
  await using folder = await writeSite({
    'good.md': page,
    'zh/good.md': page.replace('minimum: 1', 'minimum: 16'),
    'broken.md': page.replace('paths:', 'paths: ['),
  })

  const line = page.split('\n').findIndex((text) => text.includes('max_tokens:')) + 1

  const { chatPages, findings } = await readSite(folder.path)

  expect(findings.map(({ code, file }) => [code, file])).toEqual([['DC104', 'broken.md']])
  expect(findPairDefects(chatPages)).toMatchObject([
    {
      kind: 'A translation says otherwise: parameters of the request',
      file: 'zh/good.md',
      line,
      message: `unlike good.md:${String(line)}: max_tokens`,
      models: ['good'],
    },
  ])
})

// Pages of a whole docs site, which nobody tuned anything for. They stay out of the repository.
const { DOCS_CORPUS } = process.env

describe.skipIf(DOCS_CORPUS === undefined)('pages of the docs corpus (skipped: DOCS_CORPUS names no folder)', () => {
  it('are surveyed to the end without a failure of the engine', { timeout: 120_000 }, async () => {
    const { report } = await survey(join(DOCS_CORPUS ?? '', 'docs-2026-04-28'), '--every', '12')

    expect(report.failures).toEqual([])
    expect(report.figures.operations).toBeGreaterThan(10)
    expect(report.defects.filter(({ side }) => side === 'facade' || side === 'generated' || side === 'mock')).toEqual(
      [],
    )
    expect(report.kinds.map(({ code }) => code)).toContain('DC207')
  })
})
