import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../../run-command.ts'
import { runChild } from './run-child.ts'

/** A copy of this project with specs of its own, and with a cache of its own. Disposing of it removes it. */
export interface BenchProject extends AsyncDisposable {
  root: string
  /** How many specs it has. */
  count: number
}

const COPIED = ['src', 'scripts', 'contract-tests', 'specs', 'generated', 'package.json', 'package-lock.json']

/** A copy of this project as it is. */
export async function copyBenchProject(): Promise<BenchProject> {
  const root = await mkdtemp(join(tmpdir(), 'doubao-client-bench-'))
  for (const path of [...COPIED, 'README.md', 'tsconfig.json']) {
    await cp(join(projectRoot, path), join(root, path), { recursive: true })
  }
  const packages = await readdir(join(projectRoot, 'node_modules'))
  await mkdir(join(root, 'node_modules'))
  for (const name of packages.filter((entry) => entry !== '.cache')) {
    await symlink(join(projectRoot, 'node_modules', name), join(root, 'node_modules', name))
  }
  return { root, count: 3, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}

/** A project of so many specs: copies of one of ours, each with a model of another name. */
export async function makeCopiesProject(count: number): Promise<BenchProject> {
  const project = await copyBenchProject()
  const { root } = project
  const page = await readFile(join(root, 'specs/pages', COPIED_PAGE), 'utf8')
  const entries: string[] = []
  for (let index = 0; index < count; index += 1) {
    const name = `copy-${String(index)}`
    await writeFile(join(root, `specs/pages/${name}.txt`), page.replaceAll(COPIED_MODEL, `${COPIED_MODEL}-${name}`))
    const kind = 'gateway: anyfast, format: mintlify-fence, role: primary'
    entries.push(`  - { page: ${name}.txt, spec: ${name}, ${kind}, overlays: [${OVERLAYS.join(', ')}] }\n`)
  }
  const gateways = 'gateways:\n  anyfast: https://www.anyfast.ai\n'
  await writeFile(join(root, 'specs/sources.yaml'), `${gateways}pages:\n${entries.join('')}`)
  // An overlay that no spec lists is a finding, and with findings nothing is written.
  for (const file of await readdir(join(root, 'specs/overlays'))) {
    if (!OVERLAYS.some((name) => file === `${name}.yaml`)) await rm(join(root, 'specs/overlays', file))
  }
  await runChild(['scripts/extract.ts'], root)
  return { ...project, count }
}

const COPIED_PAGE = '002_37c9c5cbe593afec.txt'
const COPIED_MODEL = 'doubao-seed-evolving'
const OVERLAYS = ['json-schema-dialect', 'null-in-string-enum', 'chat-stream', 'tool-calls', 'error-examples']

/** A project with all operations of a saved docs site, and our own specs. */
export async function makeSiteProject(site: string): Promise<BenchProject> {
  const project = await copyBenchProject()
  const { root } = project
  const file = join(root, 'specs/sources.yaml')
  const sources = await readFile(file, 'utf8')
  await writeFile(
    file,
    sources.replace(/^pages:\n/m, () => `${SITE}pages:\n`),
  )
  const words = ['scripts/sync.ts', '--from', site, '--fail-on', 'never']
  // Witnesses of a real site disagree, which is status 1, and nothing that generating has to do with.
  await runChild(['--conditions=doubao-client-source', ...words], root).catch(() => undefined)
  const lock = JSON.parse(await readFile(join(root, 'specs/lock.json'), 'utf8')) as { specs: object }
  const count = Object.keys(lock.specs).length
  if (count < 100) throw new Error(`${site} holds no docs site: ${String(count)} specs came of it`)
  return { ...project, count }
}

const SITE = `sites:
  - site: docs
    index: https://docs.anyfast.ai/llms.txt
    mirrors: [https://docs.anyfast.com.cn]
    gateway: anyfast
    format: mintlify-fence
    specs: all
    overlays: [json-schema-dialect, null-in-string-enum, chat-stream]
`
