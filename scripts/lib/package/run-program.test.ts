import { expect, it } from 'vitest'
import { runNpm, runProgram } from './run-program.ts'

it('a program’s exit status and both outputs are told', async () => {
  const program = "console.log('out'); console.error('error'); process.exitCode = 3"

  expect(await runProgram(process.execPath, ['--eval', program])).toEqual({
    status: 3,
    output: 'out\n',
    errorOutput: 'error\n',
  })
})

it('a program that is not there has status -1 and a reason', async () => {
  const { status, errorOutput } = await runProgram('/nowhere/program', [])

  expect(status).toBe(-1)
  expect(errorOutput).toContain('ENOENT')
})

it('a program that does not end is killed, and the reason names the limit', async () => {
  const words = ['--eval', 'setInterval(() => {}, 1000)']

  const { status, errorOutput } = await runProgram(process.execPath, words, { timeoutMilliseconds: 200 })

  expect(status).toBe(-1)
  expect(errorOutput).toContain('killed after 200 ms')
})

it('npm’s failure is an error with its reason', async () => {
  await expect(runNpm(['run', 'no-such-script'])).rejects.toThrow(/^npm run no-such-script: npm error Missing script/)
})
