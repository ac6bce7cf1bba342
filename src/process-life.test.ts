import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

/** Runs a program with `completions` in it, of a client on this `fetch`, and returns what it printed. */
async function runProgram(fetch: string, program: string): Promise<string> {
  const source = `
    import { createClient } from 'doubao-client'
    let requests = 0
    const client = createClient({ gateway: 'anyfast', apiKey: '${apiKey}', fetch: ${fetch} })
    const { completions } = client.chat
    const question = ${JSON.stringify(question)}
    ${program}`
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=doubao-client-source', '--input-type=module', '--eval', source],
    { cwd: new URL('..', import.meta.url), timeout: 20_000 },
  )
  return stdout
}

test('budgets keep no process alive', async () => {
  const output = await runProgram(
    '() => new Promise(() => undefined)',
    `void completions.create(question)
     process.on('exit', () => process.stdout.write('over'))`,
  )

  expect(output).toBe('over')
})

test('the wait before a retry does', async () => {
  const output = await runProgram(
    `async () => (requests += 1) === 1 ? new Response(null, { status: 503 }) : Response.json(${JSON.stringify(answer)})`,
    `const completion = await completions.create(question)
     process.stdout.write(JSON.stringify([requests, completion.choices[0].message.content]))`,
  )

  expect(JSON.parse(output)).toEqual([2, '你好。'])
})
