import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The gateway that contestants call. `await using` ends its process. */
export interface BenchServer extends AsyncDisposable {
  /** Answers every call with JSON. */
  jsonURL: string
  /** Answers with a stream of so many chunks, as fast as it can. */
  streamURL: (chunks: number) => string
  /** Answers with the beginning of a stream, which it leaves open. */
  heldURL: string
}

const PROGRAM = fileURLToPath(new URL('server-program.ts', import.meta.url))

export async function startBenchServer(): Promise<BenchServer> {
  const child = fork(PROGRAM, { execArgv: [] })
  const [port] = (await once(child, 'message')) as [number]
  const origin = `http://127.0.0.1:${String(port)}`
  return {
    jsonURL: `${origin}/json`,
    streamURL: (chunks) => `${origin}/stream/${String(chunks)}`,
    heldURL: `${origin}/held`,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}
