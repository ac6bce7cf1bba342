import { fork, type ChildProcess } from 'node:child_process'
import type { ClientUnderTest, FaultCall } from '../../../contract-tests/support/faults/outcome.ts'
import type { AskMessage, TellMessage, ToldOutcome } from './child-messages.ts'

/** How to start a client under test in a process of its own. */
export interface ChildProgram {
  id: string
  /** The Node to run it on. */
  node: string
  /** The compiled child program. */
  file: string
  words: readonly string[]
}

/**
 * A client under test in a child process. A call rejects where the process died before it answered: a crash. The next
 * call starts a process where none is alive. `await using` ends it.
 */
export interface ChildClient extends ClientUnderTest, AsyncDisposable {
  /** Why a process could not load the client, where one could not: then a rejection is nothing that the client did. */
  readonly problem: string | undefined
}

/** A client whose calls share one process, and after its death the next one. */
export function createChildClient(program: ChildProgram): ChildClient {
  let child: Child | undefined
  let problem: string | undefined
  const keepProblem = (reason: string) => {
    problem = reason
  }
  return {
    id: program.id,
    get problem() {
      return problem
    },
    call: async (call) => {
      if (!child?.isAlive()) child = startChild(program, keepProblem)
      return await child.ask(call)
    },
    [Symbol.asyncDispose]: async () => {
      await child?.end()
    },
  }
}

interface Child {
  isAlive: () => boolean
  ask: (call: FaultCall) => Promise<ToldOutcome>
  end: () => Promise<void>
}

function startChild({ node, file, words }: ChildProgram, onProblem: (reason: string) => void): Child {
  const asked = new Map<number, { resolve: (outcome: ToldOutcome) => void; reject: (reason: Error) => void }>()
  const child = fork(file, words, {
    execPath: node,
    execArgv: [],
    // NODE_OPTIONS may carry this project's own conditions.
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    serialization: 'advanced',
  })
  let isAlive = true
  let isLoaded = false
  let nextId = 0
  let errorOutput = ''
  child.stderr?.on('data', (text: Buffer) => {
    errorOutput = (errorOutput + text.toString()).slice(-MAX_ERROR_OUTPUT)
  })
  child.on('message', (message: TellMessage) => {
    if (message === 'loaded') isLoaded = true
    else {
      asked.get(message.id)?.resolve(message.outcome)
      asked.delete(message.id)
    }
  })
  const ended = endOf(child).then((how) => {
    isAlive = false
    const reason = describeCrash(how, errorOutput)
    if (!isLoaded && asked.size > 0) onProblem(reason)
    for (const { reject } of asked.values()) reject(createCrash(reason))
  })
  return {
    isAlive: () => isAlive,
    ask: (call) =>
      new Promise((resolve, reject) => {
        const message: AskMessage = { id: nextId++, call }
        asked.set(message.id, { resolve, reject })
        // Where the process is gone already, its end is what answers.
        child.send(message, () => undefined)
      }),
    end: async () => {
      child.kill('SIGKILL')
      await ended
    },
  }
}

/** How a process ended, once all of its error output has come: on 'exit' it has not. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => {
      resolve(error.message)
    })
    child.on('close', (status, signal) => {
      resolve(`exit status ${String(status ?? signal)}`)
    })
  })
}

const MAX_ERROR_OUTPUT = 20_000

/** The line in which a crashed Node names the error, and how it ended. */
export function describeCrash(how: string, errorOutput: string): string {
  const line = errorOutput.split('\n').find((candidate) => ERROR_LINE.test(candidate))
  return line === undefined ? how : `${line.trim().slice(0, 300)} (${how})`
}

const ERROR_LINE = /^(\w*Error\b|\w*Exception\b|FATAL ERROR|Uncaught|\[UnhandledPromiseRejection)/

/** Whoever reads it wants the child's words, not this process's stack. */
function createCrash(reason: string): Error {
  return Object.assign(new Error(reason), { stack: reason })
}
