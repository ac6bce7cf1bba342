import { execFile } from 'node:child_process'
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareTarget } from '../contract-tests/engine/contract-target.ts'
import { readEvolvingTarget } from '../contract-tests/support/evolving-target.ts'
import { startDeviatingGateway, type GatewayOptions } from '../contract-tests/support/live/deviating-gateway.ts'
import { copyProject } from './lib/copied-project.ts'
import type { TemporaryProject } from './lib/temporary-project.ts'

const KEY = 'sk-of-the-live-tests/4711+x'
const OWN_RECORDINGS = 'contract-tests/recordings'
const WRONG_KEY = 'anyfast/doubao-seed-evolving/doubao-seed-evolving/wrong-key.json'
const { validator, operation } = prepareTarget(await readEvolvingTarget())

let project: TemporaryProject

beforeAll(async () => {
  project = await copyProject()
})

afterAll(() => project[Symbol.asyncDispose]())

it('a live run against a gateway that keeps its docs says first what it sends, and ends with 0', async () => {
  await using gateway = await startGateway()

  const { status, output } = await contract(['--live', 'anyfast', '--base-url', gateway.baseURL])

  const recording = JSON.parse(await project.read(`reports/recordings/${WRONG_KEY}`)) as object
  expect({ status, output }).toMatchObject({ status: 0 })
  expect(recording).toMatchObject({ model: 'doubao-seed-evolving', case: 'wrong-key', response: { status: 401 } })
  expect(output.split('\n')[0]).toBe(`4 requests to ${new URL(gateway.baseURL).host}, about doubao-seed-evolving`)
  expect(output).toContain('0 findings')
  expect(output).toContain('sends what is not documented: completion /choices/*/logprobs, completion /service_tier')
  expect(gateway.requestCount()).toBe(4)
})

it('it ends with 1 where the gateway left its docs, names the page line, and so does the replay', async () => {
  await using gateway = await startGateway({ deviation: 'accepts-out-of-bounds' })

  const live = await contract(['--live', 'anyfast', '--base-url', gateway.baseURL, '--record', 'deviating'])
  const report = JSON.parse(await project.read('reports/contract.json')) as { findings: unknown; results: object[] }
  const replayed = await contract(['--replay', 'deviating'])
  const reportOfReplay = JSON.parse(await project.read('reports/contract.json')) as typeof report

  expect(live.status).toBe(1)
  expect(live.output).toMatch(/DC402 {2}gateway {2}specs\/pages\/002_37c9c5cbe593afec\.txt:\d+ \(\S+temperature\)/)
  expect(live.output).toContain('what moved: gateway')
  expect(report.results[0]).toMatchObject({
    undocumented: ['completion /choices/*/logprobs', 'completion /service_tier'],
  })
  expect(replayed.status).toBe(1)
  expect(reportOfReplay.findings).toEqual(report.findings)
  expect(gateway.requestCount()).toBe(4)
})

it('the key is in no file and in no output, however often the gateway quotes it', async () => {
  await using gateway = await startGateway({ deviation: 'error-is-a-text', quotesKey: true })
  const options = ['--live', 'anyfast', '--base-url', gateway.baseURL, '--record', 'quoting']

  const { status, output } = await contract([...options, '--reporter', 'terminal,junit,github'])

  const base64 = Buffer.from(`user:${KEY}`).toString('base64').slice(8, -4)
  const written = [...(await project.snapshot())].filter(([path]) => /^(reports|quoting)/.test(path))
  expect(status).toBe(1)
  expect(written.filter(([path]) => path.startsWith('quoting'))).toHaveLength(4)
  for (const text of [output, ...written.map(([, content]) => content)]) {
    for (const form of [KEY, encodeURIComponent(KEY), base64, 'cookie']) expect(text).not.toContain(form)
  }
})

it.each([
  [
    'an unknown gateway',
    ['--live', 'nowhere'],
    'there is no gateway nowhere; there are: anyfast-cn, anyfast, theturbo',
  ],
  ['a missing key', ['--live', 'anyfast-cn'], 'ANYFAST_CN_API_KEY: is not set'],
  ["another gateway's spec", ['--live', 'anyfast', '--only', 'theturbo/doubao'], 'no spec to check by the name'],
  ['an address that shows the key', ['--live', 'anyfast', '--base-url', 'http://example.com'], '--base-url: baseURL'],
  ['a mock beside it', ['--live', 'anyfast', '--mock-spec', 'x.yaml'], 'cannot be used with'],
  ['a replay beside it', ['--live', 'anyfast', '--replay', 'x'], 'cannot be used with'],
  ['an address without it', ['--base-url', 'https://example.com'], '--base-url and --record belong to --live'],
])('a live run ends with 2 and the reason, and sends nothing, for %s', async (_, options, reason) => {
  const { status, output } = await contract(options)

  expect({ status, output }).toMatchObject({ status: 2 })
  expect(output).toContain(reason)
  expect(output).not.toContain('requests to')
})

it('a key that is too short to be taken out of texts is not used', async () => {
  const { status, output } = await contract(['--live', 'anyfast'], { ANYFAST_API_KEY: 'sk-1' })

  expect(status).toBe(2)
  expect(output).toContain('ANYFAST_API_KEY: cannot be used')
})

it("the replay of this project's recordings ends with 0, without a key", async () => {
  const { status, output } = await contract(['--replay', OWN_RECORDINGS], { ANYFAST_API_KEY: undefined })

  expect({ status, output }).toMatchObject({ status: 0 })
  expect(output).toContain('0 findings')
})

it.each([
  ['that is cut off', /"body"[^]*/, '', 'wrong-key.json:'],
  ['without a status', '"status": 401,', '', 'wrong-key.json:28 (/response/status)'],
  ['of an unknown model', /"model": "[\w-]+",\n {2}"case"/, '"model": "gone",\n  "case"', 'has no model gone'],
  ['of an unknown gateway', '"gateway": "anyfast"', '"gateway": "gone"', 'there is no spec gone/doubao-seed-evolving'],
  ['of an unknown spec', '"spec": "doubao-seed-evolving"', '"spec": "gone"', 'there is no spec anyfast/gone'],
])('a replay of a recording %s ends with 2, the file and the reason', async (_, before, after, reason) => {
  await cp(join(project.root, OWN_RECORDINGS), join(project.root, 'broken'), { recursive: true })
  const text = await readFile(join(project.root, OWN_RECORDINGS, WRONG_KEY), 'utf8')
  await project.write(`broken/${WRONG_KEY}`, text.replace(before, after))

  const { status, output } = await contract(['--replay', 'broken'])

  expect({ status, output }).toMatchObject({ status: 2 })
  expect(output).toContain(`broken/${WRONG_KEY}:`)
  expect(output).toContain(reason)
})

it('a replay of nothing ends with 2', async () => {
  const { status, output } = await contract(['--replay', 'src'])

  expect(status).toBe(2)
  expect(output).toContain('src: holds no recording')
})

async function startGateway(options: Partial<GatewayOptions> = {}) {
  const isValid = (body: unknown) => validator.violations(operation.requestPointer, body).length === 0
  return await startDeviatingGateway({ apiKey: KEY, isValid, ...options })
}

/** Runs the command of the copy, with one gateway's key in its environment. */
function contract(options: string[], keys: Partial<NodeJS.ProcessEnv> = { ANYFAST_API_KEY: KEY }) {
  const words = ['--conditions=doubao-client-source', 'scripts/contract.ts', ...options]
  const env = { ...process.env, ANYFAST_CN_API_KEY: undefined, ANYFAST_API_KEY: undefined, GITHUB_ACTIONS: '', ...keys }
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = execFile(process.execPath, words, { cwd: project.root, env }, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr })
    })
  })
}
