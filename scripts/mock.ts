import { once } from 'node:events'
import { InvalidArgumentError } from 'commander'
import { startPrismMock } from '../contract-tests/support/prism-mock.ts'
import { contractTargets } from './lib/contract-targets.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'
import { findChatOperation } from '../contract-tests/engine/chat-operation.ts'

const command = defineCommand(
  'mock',
  'Serve every effective spec with Prism on loopback, one port a spec, until interrupted. Prints a curl line for every model.',
)
  .option('--port <number>', 'the first port', parsePort, 4010)
  .parse()

await runCommand(async () => {
  const { port } = command.opts<{ port: number }>()
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const targets = await contractTargets(specs)
  const documents = Object.fromEntries(targets.map(({ id, document }) => [id, document]))

  await using mock = await startPrismMock({ documents, port })
  for (const { id, gateway, model, document } of targets) {
    const baseURL = await mock.baseURL(id)
    const body = JSON.stringify({ model, messages: [{ role: 'user', content: '你好！' }] })
    console.log(`# ${gateway} ${model}: createClient({ gateway: '${gateway}', baseURL: '${baseURL}', apiKey: 'any' })`)
    console.log(
      `curl ${baseURL}${findChatOperation(document)?.path ?? ''} -H 'Authorization: Bearer any' -H 'Content-Type: application/json' -d '${body}'\n`,
    )
  }
  console.log("Add -H 'Accept: text/event-stream' for a stream, -H 'Prefer: code=429' for a documented error.")
  console.log('Ctrl-C ends it.')
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  return true
})

function parsePort(text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new InvalidArgumentError('must be 1 to 65535.')
  return port
}
