import { expect, it } from 'vitest'
import { runScript } from './lib/npm-script.ts'
import { projectRoot } from './lib/run-command.ts'

it.each([
  [['--only', 'json,nothing'], 'There is no group nothing; there are json, stream'],
  [['--rounds', '0'], 'It must be a whole number from 1 to 999.'],
  [['--rounds', '1.5'], 'It must be a whole number from 1 to 999.'],
  [['--docs', '--only', 'json'], '--docs needs every group'],
])('npm run bench %j ends with 2 and the reason, before it measures anything', async (options, reason) => {
  const { status, output } = await runScript({ root: projectRoot }, 'bench', ...options)

  expect(status).toBe(2)
  expect(output).toContain(reason)
})
