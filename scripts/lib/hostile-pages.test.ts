import { mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import type { EffectiveSpec } from './effective-specs.ts'
import { compile } from './extractors/hostile-pages/compile.ts'
import { readHostilePages, type HostilePage } from './extractors/hostile-pages/hostile-page.ts'
import { playPage } from './extractors/hostile-pages/play-page.ts'
import { findForeignCode } from './foreign-code.ts'
import { generateClients } from './generate-clients.ts'
import type { GeneratedFiles } from './generated-files.ts'
import { InputError } from './input-error.ts'
import { listFiles } from './list-files.ts'
import { parseGenerated } from './parse-generated.ts'
import { projectRoot } from './run-command.ts'
import { writeFiles } from './write-files.ts'

const pages = await readHostilePages()
const specs: EffectiveSpec[] = []
const stopped = new Map<string, unknown>()
const findings = new Map<string, Finding[]>(pages.map(({ name }) => [name, []]))

let root: string
let files: GeneratedFiles
let savedFiles: string[]

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'hostile-pages-'))
  for (const page of pages) {
    const result = await playPage(root, page)
    if ('document' in result && stopsGenerator(page)) {
      stopped.set(page.name, await generateClients([result]).catch((error: unknown) => error))
    } else if ('document' in result) specs.push(result)
    else findings.get(page.name)?.push(result)
  }
  savedFiles = await listFiles(root)
  const generation = await generateClients(specs)
  files = generation.files
  for (const finding of generation.findings) findings.get(finding.gateway ?? '')?.push(finding)
  await writeFiles(join(root, 'generated'), files)
  await symlink(join(projectRoot, 'node_modules'), join(root, 'node_modules'))
  await writeFiles(root, new Map([['package.json', '{ "type": "module" }']]))
}, 120_000)

afterAll(async () => {
  await rm(root, { recursive: true, force: true })
})

it.each(pages.filter((page) => !stopsGenerator(page)))('$name: $title', ({ name, expected, line }) => {
  const found = findings
    .get(name)
    ?.map((finding) => ({ code: finding.code, line: finding.line, message: finding.message }))

  if (expected === 'accepted') expect(found).toEqual([])
  else expect(found).toEqual([{ code: expected.code, line, message: expect.stringContaining(expected.says) as string }])
})

it.each(pages.filter(stopsGenerator))('$name stops the generator: $title', ({ name, expected, line }) => {
  const error = stopped.get(name)

  const { pointer, says } = expected === 'accepted' ? {} : expected
  expect(error).toBeInstanceOf(InputError)
  expect(error).toMatchObject({ place: { file: `specs/pages/${name}`, line, pointer } })
  expect(String(error)).toContain(says)
})

it('many pages are taken, and many are not', () => {
  const accepted = pages.filter(({ expected }) => expected === 'accepted')

  expect([accepted.length, pages.length - accepted.length].every((count) => count > 80)).toBe(true)
})

it('nothing is written but the pages themselves, whatever paths they name', () => {
  expect(savedFiles.toSorted()).toEqual(pages.map(({ name }) => `specs/pages/${name}`).toSorted())
  const ours = /^(runtime|[a-z0-9-]+\/spec)\/|^([a-z0-9-]+\/gateway|catalog)\.gen\.ts$/
  expect([...files.keys()].filter((path) => !ours.test(path))).toEqual([])
})

it('no text of a page becomes code: every statement and every call is of a kind that the generator writes', () => {
  const foreign = [...files].flatMap(([path, text]) => {
    return path.endsWith('.ts') && !path.startsWith('runtime/') ? findForeignCode(parseGenerated(path, text)) : []
  })

  expect(foreign).toEqual([])
})

it('the clients of all pages compile with the strict settings of this project', () => {
  const paths = [...files.keys()].filter((path) => path.endsWith('.ts')).map((path) => join(root, 'generated', path))

  expect(compile(root, paths)).toEqual([])
}, 120_000)

describe('the modules of all clients', () => {
  const load = async (path: string): Promise<Record<string, unknown>> => {
    return (await import(pathToFileURL(join(root, 'generated', path)).href)) as Record<string, unknown>
  }

  it('run nothing that a page says', async () => {
    const called: unknown[] = []
    Object.assign(globalThis, { evil: (...values: unknown[]) => called.push(values) })

    const modules = [...files.keys()].filter(
      (path) => /\/(sdk|valibot)\.gen\.ts$/.test(path) && !path.startsWith('runtime'),
    )
    for (const path of modules) await load(path)

    expect(modules).toHaveLength(2 * specs.length)
    expect(called).toEqual([])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it('are found by the name of a model alone, which is plain data', async () => {
    const { catalog } = await load('catalog.gen.ts')

    const gateways = new Map(Object.entries(catalog as Record<string, { models: Record<string, unknown> }>))
    const known = pages.filter(({ name }) => gateways.has(name))
    const found = known.map(({ name }) => [name, Object.entries(gateways.get(name)?.models ?? {})] as const)
    expect(found).toEqual(
      known.map(({ name, models }) => [name, models.map((model) => [model, expect.any(Function) as unknown])]),
    )
    expect(known.map(({ name }) => name)).toEqual(
      expect.arrayContaining(pages.filter(isAccepted).map(({ name }) => name)),
    )
  })
})

function stopsGenerator({ expected }: HostilePage): boolean {
  return expected !== 'accepted' && expected.code === undefined
}

function isAccepted({ expected }: HostilePage): boolean {
  return expected === 'accepted'
}
