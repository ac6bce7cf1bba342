import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyProject } from './lib/copied-project.ts'
import { loadScenarioFiles, SCENARIOS_FOLDER } from './lib/faults/scenario-files.ts'
import { runScript } from './lib/npm-script.ts'
import { projectRoot } from './lib/run-command.ts'

/** What is explained needs none. */
const STACK = /^ {4}at /m

it('npm run faults explains itself and its exit statuses', async () => {
  const { status, output } = await runScript({ root: projectRoot }, 'faults', '--help')

  expect(status).toBe(0)
  expect(output).toContain('npm run faults --')
  expect(output).toContain('2  it could not run')
})

it('npm run faults plays to our client alone without any installation, and reports', async () => {
  await using project = await copyProject()

  const { status, output } = await runScript(project, 'faults', '--only', 'ours', '--scenario', 'end-mark')

  expect(output).toMatch(/ours on Node \d+ \(doubao-client [\d.]+\): right (\d+) of \1$/m)
  expect(status).toBe(0)
  expect(JSON.parse(await project.read('reports/faults.json'))).toMatchObject({
    clients: [
      { client: 'ours', scenarios: expect.arrayContaining([expect.objectContaining({ id: 'end-mark' })]) as unknown },
    ],
  })
})

it('npm run faults ends with 1 and what was seen where our client is not right', async () => {
  await using project = await copyProject()
  await project.edit(`${SCENARIOS_FOLDER}/end-mark.yaml`, 'content: 春眠不觉晓', 'content: 处处闻啼鸟')

  const { status, output } = await runScript(project, 'faults', '--only', 'ours', '--scenario', 'end-mark')

  expect(output).toContain('end-mark: silently wrong: content is "春眠不觉晓", not "处处闻啼鸟"')
  expect(status).toBe(1)
})

it('npm run faults ends with 1 where our client ends its process', async () => {
  await using project = await copyProject()
  await project.edit('src/index.ts', '', 'setTimeout(() => { throw new RangeError("nobody catches this") }, 300)\n')
  await project.edit(`${SCENARIOS_FOLDER}/end-mark.yaml`, 'finish: stop', 'wait: 1000')

  const { status, output } = await runScript(project, 'faults', '--only', 'ours', '--scenario', 'end-mark')

  expect(output).toContain('end-mark: crash: crashed: RangeError: nobody catches this (exit status 1)')
  expect(status).toBe(1)
})

it('npm run faults ends with 2 where a client cannot be loaded: that is no crash of its', async () => {
  await using project = await copyProject()
  await project.edit('src/index.ts', '', 'throw new RangeError("no client here")\n')

  const { status, output } = await runScript(project, 'faults', '--only', 'ours', '--scenario', 'end-mark')

  expect(output).toContain('ours could not be loaded: RangeError: no client here (exit status 1)')
  expect(output).not.toMatch(STACK)
  expect(status).toBe(2)
})

it.each([
  [['--nonsense'], '--nonsense'],
  [['--only', 'ours,netscape'], 'There is no client netscape'],
  [['--node', '18'], 'There is no Node 18'],
  [['--scenario', 'nowhere', '--only', 'ours'], `no scenario's id holds "nowhere"`],
  [['--docs', '--only', 'ours'], '--docs needs every client, Node and scenario'],
])('npm run faults ends with 2 and the reason for %j', async (words, reason) => {
  await using project = await copyProject()

  const { status, output } = await runScript(project, 'faults', ...words)

  expect(output).toContain(reason)
  expect(status).toBe(2)
})

it('npm run faults ends with 2 where a peer is missing that it may not install', async () => {
  await using project = await copyProject()
  await project.edit('scripts/lib/locked-folder.ts', "'node_modules/.cache', name", "'nowhere', name")

  const { status, output } = await runScript(
    project,
    'faults',
    '--only',
    'openai',
    '--scenario',
    'end-mark',
    '--no-install',
  )

  expect(output).toContain('openai is not installed; without --no-install it will be')
  expect(output).not.toMatch(STACK)
  expect(status).toBe(2)
})

it('the peers have exact versions, and their lock names no registry', async () => {
  const folder = join(projectRoot, 'scripts/faults/peers')
  const { dependencies } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const lock = await readFile(join(folder, 'package-lock.json'), 'utf8')

  expect(Object.values(dependencies)).toEqual(
    Object.values(dependencies).map(() => expect.stringMatching(/^\d+\.\d+\.\d+$/) as string),
  )
  expect(lock).toContain('"integrity"')
  expect(lock).not.toContain('"resolved"')
})

it('docs/faults.md names every file of scenarios', async () => {
  const docs = await readFile(join(projectRoot, 'docs/faults.md'), 'utf8')
  const names = (await loadScenarioFiles()).map(({ name }) => name)

  expect(names.filter((name) => !docs.includes(`](../${SCENARIOS_FOLDER}/${name})`))).toEqual([])
})
