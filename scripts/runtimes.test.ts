import { expect, it } from 'vitest'
import { runScript } from './lib/npm-script.ts'
import { projectRoot } from './lib/run-command.ts'
import { runtimes } from './runtimes/index.ts'

it('the package is run on every Node line that it supports, and on all else that has fetch', () => {
  expect(runtimes.map(({ id }) => id)).toEqual([
    'node@20',
    'node@22',
    'node@24',
    'node@26',
    'bun',
    'deno',
    'workerd',
    'chromium',
  ])
})

it.each(runtimes)('$id says why it is not there', async ({ id, find }) => {
  const presence = await find('/nowhere')

  const reason = id === 'chromium' ? /not installed/ : /^(\S+ is )?not installed/
  expect(presence).toEqual({ reason: expect.stringMatching(reason) as unknown })
})

it.each(['package', 'runtimes'])('npm run %s explains itself and its exit statuses', async (command) => {
  const { status, output } = await run(command, '--help')

  expect(status).toBe(0)
  expect(output).toContain(`npm run ${command} --`)
  expect(output).toContain('2  it could not run')
})

it.each([
  ['package', ['--nonsense'], '--nonsense'],
  ['runtimes', ['--nonsense'], '--nonsense'],
  ['runtimes', ['--only', 'node@20,netscape'], 'There is no runtime netscape.'],
])('npm run %s ends with 2 for %j', async (command, words, reason) => {
  const { status, output } = await run(command, ...words)

  expect(status).toBe(2)
  expect(output).toContain(reason)
})

function run(command: string, ...words: string[]) {
  return runScript({ root: projectRoot }, command, ...words)
}
