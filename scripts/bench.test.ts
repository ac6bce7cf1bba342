import { expect, it } from 'vitest'
import { runProgram } from './lib/package/run-program.ts'
import { projectRoot } from './lib/run-command.ts'

it.each([
  [['--only', 'json,nothing'], 'There is no group nothing; there are json, stream'],
  [['--rounds', '0'], 'It must be a whole number from 1 to 999.'],
  [['--rounds', '1.5'], 'It must be a whole number from 1 to 999.'],
  [['--docs', '--only', 'json'], '--docs needs every group'],
])('npm run bench %j ends with 2 and the reason, before it measures anything', async (options, reason) => {
  const words = ['--conditions=doubao-client-source', 'scripts/bench.ts', ...options]

  const { status, errorOutput } = await runProgram(process.execPath, words, { cwd: projectRoot })

  expect(status).toBe(2)
  expect(errorOutput).toContain(reason)
})
