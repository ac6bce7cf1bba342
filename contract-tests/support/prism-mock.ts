import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { MockUnavailableError, type Mock } from '../engine/mock.ts'

/** OpenAPI documents by id, and the first port to serve them on; 0 takes free ones. */
export interface MockRequest {
  documents: Record<string, Record<string, unknown>>
  port: number
}

/** Documents that nobody asks any more. */
export interface MockWithdrawal {
  withdrawn: string[]
}

/** The base URL of each document. */
export type MockAddresses = Record<string, string>

/** A mock to which documents are added, and from which they are taken, while it runs. */
export interface PrismMock extends Mock, AsyncDisposable {
  /** Serves further documents on free ports. */
  serve: (documents: MockRequest['documents']) => Promise<void>
  withdraw: (ids: string[]) => Promise<void>
}

/** What parent and child ask each other to see that the child lives. */
export const PING = 'ping'

/** After so many deaths Prism is not started again: whatever kills it would do so for ever. */
const MAX_DEATHS = 5

/** Prism starts in about one second; a child that says nothing for so long hangs. */
const ANSWER_TIMEOUT_MILLISECONDS = 30_000

/** Serves documents with Prism on loopback, in one watched process of its own. Dispose of it to end the process. */
export async function startPrismMock(request: MockRequest): Promise<PrismMock> {
  let deaths = 0
  const served = { ...request.documents }
  let { child, addresses } = await startProcess({ ...request, documents: served })
  const isRunning = () => child.exitCode === null && child.signalCode === null
  const ask = async (message: MockRequest | MockWithdrawal | typeof PING): Promise<unknown> => {
    if (!isRunning()) return undefined
    const answer = answerOrExit(child)
    child.send(message, () => undefined)
    return await answer
  }
  const restartIfDead = async () => {
    if (isRunning()) return
    deaths += 1
    if (deaths >= MAX_DEATHS) throw new MockUnavailableError(`Prism died ${String(deaths)} times`)
    ;({ child, addresses } = await startProcess({ ...request, documents: served }))
  }
  return {
    baseURL: async (id) => {
      await restartIfDead()
      const address = addresses[id]
      if (!address) throw new TypeError(`Prism serves no document ${id}`)
      return address
    },
    isAlive: async () => (await ask(PING)) !== undefined,
    serve: async (documents) => {
      // What an earlier document did to it is not this one's fault, and may show only now: so it is asked twice.
      await restartIfDead()
      let added = await ask({ documents, port: 0 })
      if (added === undefined) {
        await restartIfDead()
        added = await ask({ documents, port: 0 })
      }
      if (added === undefined) throw new MockUnavailableError('Prism died of a document')
      Object.assign(served, documents)
      Object.assign(addresses, added)
      deaths = 0
    },
    withdraw: async (ids) => {
      for (const id of ids) Reflect.deleteProperty(served, id)
      await ask({ withdrawn: ids })
    },
    [Symbol.asyncDispose]: async () => {
      if (!isRunning()) return
      const exited = once(child, 'exit')
      child.kill()
      await exited
    },
  }
}

async function startProcess(request: MockRequest): Promise<{ child: ChildProcess; addresses: MockAddresses }> {
  const child = fork(fileURLToPath(new URL('./prism-process.ts', import.meta.url)), {
    // Prism crashes under NODE_ENV=production.
    env: { ...process.env, NODE_ENV: 'development' },
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errorText = ''
  child.stderr?.on('data', (text) => (errorText += String(text)))
  child.send(request)

  const answer = await answerOrExit(child)
  if (answer === undefined) {
    const [reason = ''] = errorText.trim().split('\n')
    throw new MockUnavailableError(`Prism could not start: ${reason}`)
  }
  return { child, addresses: answer as MockAddresses }
}

/** The next message of a child, or undefined where it ended instead or is silent for too long. */
async function answerOrExit(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController()
  const signal = AbortSignal.any([settled.signal, AbortSignal.timeout(ANSWER_TIMEOUT_MILLISECONDS)])
  const messaged = once(child, 'message', { signal }).then(([message]: unknown[]) => message)
  const exited = once(child, 'exit', { signal }).then(() => undefined)
  try {
    return await Promise.race([messaged, exited])
  } catch {
    child.kill('SIGKILL')
    return undefined
  } finally {
    settled.abort()
  }
}
