import { expect, it } from 'vitest'
import { copyProject } from './lib/copied-project.ts'
import { runScript } from './lib/npm-script.ts'

// Every command in a copy of the whole project, where something may be broken: a command that cannot fail tells nothing.
const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const FAULT = 'contract-tests/faults/finish-length.yaml'
const TYPES = 'generated/anyfast/doubao-seed-evolving/types.gen.ts'

it('npm start ends with 0 where all sides agree', async () => {
  await using project = await copyProject()

  const { status, output } = await runScript(project, 'start')

  expect(output).toContain('0 findings')
  expect(status).toBe(0)
})

it('npm start ends with 1, a table and the side that moved', async () => {
  await using project = await copyProject()
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

  const { status, output } = await runScript(project, 'start')

  expect(status).toBe(1)
  expect(output).toContain('1 findings; what moved: page')
  expect(output).toContain('│ doubao-seed-evolving')
})

it('npm start ends with 1 and the side `generated` where the generated code is no program', async () => {
  await using project = await copyProject()
  await project.write('generated/catalog.gen.ts', '}}}')

  const { status, output } = await runScript(project, 'start')

  expect(status).toBe(1)
  expect(output).toMatch(/DC301 {2}generated {2}generated\/catalog\.gen\.ts:1/)
  expect(output).toContain('DC305  generated')
})

it('npm start that could not go on ends with 2, and shows and reports what it had found', async () => {
  await using project = await copyProject()
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
  await project.edit('specs/overlays/tool-calls.yaml', 'overlay: 1.1.0', 'overlay: 1.0.0')

  const { status, output } = await runScript(project, 'start')

  expect(status).toBe(2)
  expect(output).toContain('DC111  page')
  expect(output).toContain('specs/overlays/tool-calls.yaml:1 (/overlay): must be an Overlay 1.1 document')
  expect(JSON.parse(await project.read('reports/contract.json'))).toMatchObject({ summary: { findings: 1 } })
})

it.each([
  ['extract', [], PAGE, '````yaml', '```'],
  ['generate', [], 'specs/overlays/null-in-string-enum.yaml', "[string, 'null']", 'string'],
  ['generate', ['--check'], TYPES, 'export type ChatCompletion ', 'export type Completion '],
  ['quality', [], 'specs/quality-exceptions.yaml', 'rule: info-license', 'rule: info-contact'],
  ['docs', ['--check'], 'README.md', '| `Doubao-pro-32k` ', '| `Doubao-pro-64k` '],
  ['update', [], PAGE, 'POST /v1/chat/completions', 'POST /v1/other'],
  ['size', [], 'scripts/size.ts', 'LIMIT_BYTES = 9 * 1024', 'LIMIT_BYTES = 900'],
  ['faults', ['--only', 'ours', '--scenario', 'finish-length'], FAULT, 'finishReason: length', 'finishReason: stop'],
])('npm run %s %j ends with 1 where %s is broken', async (command, options, path, before, after) => {
  await using project = await copyProject()
  await project.edit(path, before, after)

  const { status, output } = await runScript(project, command, ...options)

  expect({ status, output }).toMatchObject({ status: 1 })
})

it('npm run contract ends with 1 where the mock serves another document', async () => {
  await using project = await copyProject()
  const document = await project.read('generated/anyfast/doubao-seed-evolving/openapi.json')
  await project.write('other.json', document.replace('"maximum": 262144', '"maximum": 65536'))

  const { status, output } = await runScript(project, 'contract', '--mock-spec', 'other.json')

  expect(status).toBe(1)
  expect(output).toContain('what moved: mock')
})

it('npm run contract ends with 2 and the reason where a schema cannot be compiled: a check would assert nothing', async () => {
  await using project = await copyProject()
  await project.edit('specs/overlays/reasoning-content.yaml', 'type: string', "type: string\n        pattern: '('")

  const { status, output } = await runScript(project, 'contract')

  expect(status).toBe(2)
  expect(output).toMatch(/anyfast-cn\/doubao-seed-1-6-lite-251015: the schema at .* cannot be compiled: .*regular expr/)
})

it.each([
  [0, 'with all checks', []],
  [1, 'where a check is taken out', ['--without', 'DC404']],
])('npm run drift ends with %d %s', async (expected, _, options) => {
  await using project = await copyProject()

  const { status, output } = await runScript(project, 'drift', '--family', 'json', ...options)

  expect({ status, output }).toMatchObject({ status: expected })
  expect(JSON.parse(await project.read('reports/drift.json'))).toHaveProperty('mutants')
})

it('npm run update checks the client that it has just written: a new page is green at once', async () => {
  await using project = await copyProject()
  const page = (await project.read(PAGE)).replaceAll('doubao-seed-evolving', 'doubao-seed-next')
  await project.write('specs/pages/next.txt', page.replaceAll('DoubaoSeedEvolving', 'DoubaoSeedNext'))
  const entry = 'page: next.txt, gateway: anyfast, spec: next, format: mintlify-fence, role: primary'
  const overlays = 'json-schema-dialect, null-in-string-enum, chat-stream, tool-calls, error-examples'
  const sources = await project.read('specs/sources.yaml')
  await project.write('specs/sources.yaml', `${sources}  - { ${entry}, overlays: [${overlays}] }\n`)

  const { status, output } = await runScript(project, 'update')

  expect(output).toContain('doubao-seed-next')
  expect(output).toContain('0 findings')
  expect(status).toBe(0)
})
