import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, it } from 'vitest'
import { runScript } from './lib/npm-script.ts'
import { projectRoot } from './lib/run-command.ts'

const commands = [
  'start',
  'update',
  'changes',
  'sync',
  'extract',
  'generate',
  'contract',
  'mock',
  'size',
  'faults',
  'harden',
  'bench',
  'drift',
  'survey',
]

it.each(commands)('npm run %s explains itself and its exit statuses', async (command) => {
  const { status, output } = await run(command, '--help')

  expect(status).toBe(0)
  expect(output).toContain(`npm run ${command} --`)
  expect(output).toContain('2  it could not run')
})

it.each(commands)('npm run %s ends with 2 for an option it does not know', async (command) => {
  const { status, output } = await run(command, '--nonsense')

  expect(status).toBe(2)
  expect(output).toContain('--nonsense')
})

it.each([
  ['a file that is not there', ['--mock-spec', 'nowhere.yaml'], 'nowhere.yaml: cannot be read'],
  ['a document without the operation', ['--mock-spec', 'package.json'], 'package.json: holds the operation of no spec'],
  ['a spec that is not there', ['--only', 'anyfast/nothing'], 'no spec to check by the name anyfast/nothing'],
])('npm run contract ends with 2 and the reason for %s', async (_, options, reason) => {
  const { status, output } = await run('contract', ...options)

  expect(status).toBe(2)
  expect(output).toContain(reason)
})

it('npm run mock ends with 2 for a port that is none', async () => {
  const { status, output } = await run('mock', '--port', '99999')

  expect(status).toBe(2)
  expect(output).toContain('must be 1 to 65535')
})

it('npm run mock ends with 2 and the reason where the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  const { status, output } = await run('mock', '--port', String(port))
  server.close()

  expect(status).toBe(2)
  expect(output.trim()).toMatch(/^Prism could not start: .*EADDRINUSE.*$/)
})

function run(command: string, ...options: string[]) {
  return runScript({ root: projectRoot }, command, ...options)
}
