import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readEvolvingTarget } from '../contract-tests/support/evolving-target.ts'
import { startPrismMock } from '../contract-tests/support/prism-mock.ts'
import { makeConsumerProject, type ConsumerProject } from './lib/package/consumer-project.ts'
import { loadedFilesProgram } from './lib/package/loaded-files-program.ts'
import { packPackage, type PackedPackage } from './lib/package/pack-package.ts'
import { findMissingExports, findStrayFiles } from './lib/package/package-contents.ts'
import { pointedAt, readmePrograms, type ReadmePrograms } from './lib/package/readme-programs.ts'
import { runProgram, type ProgramResult } from './lib/package/run-program.ts'
import { projectRoot } from './lib/run-command.ts'

/** What Prism answers: the page's example, and the text of the stream that the overlay gives it. */
const COMPLETION_TEXT = '你好！有什么我可以帮助你的吗？'
const STREAM_TEXT = '我来查一下。'

const resources = new AsyncDisposableStack()
let packed: PackedPackage
let consumer: ConsumerProject
let baseURL: string
let readme: ReadmePrograms

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-tarball-'))
  resources.defer(() => rm(folder, { recursive: true }))
  readme = readmePrograms(await readFile(join(projectRoot, 'README.md'), 'utf8'))
  const { id, document } = await readEvolvingTarget()
  const starting = startPrismMock({ documents: { [id]: document }, port: 0 })
  packed = await packPackage(folder)
  consumer = resources.use(await makeConsumerProject(packed.tarball))
  baseURL = await resources.use(await starting).baseURL(id)
}, 120_000)

afterAll(() => resources.disposeAsync())

it('the tarball holds what is built, its manual and its licences, and nothing else', () => {
  expect(packed.files).toContain('dist/src/index.js')
  expect(findStrayFiles(packed.files)).toEqual([])
})

it('the tarball holds everything that its package.json exports', () => {
  expect(findMissingExports(packed.manifest, packed.files)).toEqual([])
})

it('an installation brings no other package along', () => {
  const { components = [] } = JSON.parse(packed.billOfMaterials) as { components?: { purl: string }[] }

  expect(components.map(({ purl }) => purl)).toEqual([])
})

it.each([
  ['nodenext', { module: 'nodenext' }],
  ['bundler', { module: 'esnext', moduleResolution: 'bundler' }],
])('with %s resolution, the README’s programs compile and undocumented ones do not', async (_, options) => {
  await consumer.write('readme.ts', readme.client)
  await consumer.write('generated.ts', generatedProgram())
  await consumer.write('undocumented.ts', undocumentedProgram)

  const { output } = await compile(options, ['readme.ts', 'generated.ts', 'undocumented.ts'])

  expect(output).toBe('')
})

it('the README’s program runs where the package is installed, and prints the mock’s texts', async () => {
  await consumer.write('readme.ts', pointedAt(baseURL, readme.client))

  const { status, output, errorOutput } = await run('readme.ts')

  expect(errorOutput).toBe('')
  expect(status).toBe(0)
  expect(output).toContain(COMPLETION_TEXT)
  expect(output).toContain(STREAM_TEXT)
})

it('importing it, Node reads four files', async () => {
  await consumer.write('loaded.mjs', loadedFilesProgram('doubao-client'))

  const { output, errorOutput } = await run('loaded.mjs')

  expect(errorOutput).toBe('')
  expect(JSON.parse(output)).toHaveLength(4)
})

it('a generated client runs where the package is installed, without the facade', async () => {
  await consumer.write('generated.ts', generatedProgram())

  const { output, errorOutput } = await run('generated.ts')

  expect(errorOutput).toBe('')
  expect(output.trim()).toBe(COMPLETION_TEXT)
})

/** The compiler says so where it finds nothing wrong below a `@ts-expect-error`. */
const undocumentedProgram = `import { createClient } from 'doubao-client'
const client = createClient({ gateway: 'anyfast', apiKey: 'any' })
// @ts-expect-error: no page of this gateway names the model
await client.chat.completions.create({ model: 'no-such-model', messages: [] })
// @ts-expect-error: no page of this model names the parameter
await client.chat.completions.create({ model: 'doubao-seed-evolving', messages: [], noSuchParameter: 1 })
`

/** The README's imports, and one call with them. */
function generatedProgram(): string {
  return `${readme.generated}
const client = createClient({ baseUrl: ${JSON.stringify(baseURL)}, auth: 'any' })
const { data } = await createChatCompletionDoubaoSeedEvolving({
  client,
  body: { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '你好！' }] },
})
if (typeof data === 'object') console.log(data.choices?.[0]?.message?.content)
`
}

function run(program: string): Promise<ProgramResult> {
  // NODE_OPTIONS may carry this project's own conditions.
  const env = { ANYFAST_API_KEY: 'any', NODE_OPTIONS: '' }
  return runProgram(process.execPath, [program], { cwd: consumer.folder, env })
}

/** Compiles programs as strictly as users may, the package's declarations included. */
async function compile(options: object, files: string[]): Promise<ProgramResult> {
  const compilerOptions = {
    ...options,
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(projectRoot, 'node_modules/@types')],
  }
  await consumer.write('tsconfig.json', JSON.stringify({ compilerOptions, files }))
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc')
  return runProgram(process.execPath, [compiler, '--project', consumer.folder])
}
