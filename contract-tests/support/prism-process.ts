// The child process in which Prism serves every effective spec. Prism can be killed by what it is asked (a violation
// that is not Latin-1 goes into a header), so it must not live in the process that counts the findings.
import { createLogger } from '@stoplight/prism-core'
import { getHttpOperationsFromSpec } from '@stoplight/prism-http'
import { createServer } from '@stoplight/prism-http-server'
import { PING, type MockAddresses, type MockRequest, type MockWithdrawal } from './prism-mock.ts'

const servers = new Map<string, { close: () => Promise<void> }>()

process.on('message', (message: MockRequest | MockWithdrawal | typeof PING) => {
  if (message === PING) process.send?.(PING)
  else if ('documents' in message) void serve(message).then((addresses) => process.send?.(addresses), giveUp)
  else void withdraw(message).then(() => process.send?.(PING), giveUp)
})

// The parent is gone: so are its questions.
process.once('disconnect', () => process.exit())

function giveUp(error: unknown): void {
  console.error(String(error))
  process.exit(1)
}

async function serve({ documents, port }: MockRequest): Promise<MockAddresses> {
  const addresses: MockAddresses = {}
  for (const [index, [id, document]] of Object.entries(documents).entries()) {
    const server = createServer(await getHttpOperationsFromSpec(document), {
      components: { logger: createLogger('prism', { level: 'silent' }) },
      config: {
        isProxy: false,
        mock: { dynamic: false },
        checkSecurity: true,
        validateRequest: true,
        validateResponse: true,
        errors: false,
        upstreamProxy: undefined,
      },
      cors: false,
    })
    servers.set(id, server)
    addresses[id] = await server.listen(port === 0 ? 0 : port + index, '127.0.0.1')
  }
  return addresses
}

async function withdraw({ withdrawn }: MockWithdrawal): Promise<void> {
  for (const id of withdrawn) {
    await servers.get(id)?.close()
    servers.delete(id)
  }
}
