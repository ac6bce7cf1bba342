import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const CLI = fileURLToPath(new URL('../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url))
const EFFECTIVE_SPEC = fileURLToPath(new URL('../generated/anyfast/doubao-seed-evolving/openapi.json', import.meta.url))

it('an effective spec can be served by the stock Prism command too', async () => {
  const port = await findFreePort()
  const prism = spawn(process.execPath, [CLI, 'mock', EFFECTIVE_SPEC, '--port', String(port)], {
    env: { ...process.env, NODE_ENV: 'development' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  for await (const line of prism.stdout) if (String(line).includes('listening')) break

  const response = await fetch(`http://127.0.0.1:${String(port)}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: JSON.stringify({ model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '你好！' }] }),
  })
  const completion = (await response.json()) as { choices: unknown[] }
  prism.kill()
  await once(prism, 'exit')

  expect(response.status).toBe(200)
  expect(completion.choices).toHaveLength(1)
})

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
