import { createClient } from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import { readEvents } from '../engine/answers/event-text.ts'
import { streamViolations } from '../engine/answers/stream-rules.ts'
import { callAnswered, type Call, type CreateClient } from '../engine/check-context.ts'
import { readStream, type Streamed } from '../engine/checks/stream.ts'
import { CHUNK_POINTER, type PreparedTarget } from '../engine/contract-target.ts'
import type { FindingCode } from '../engine/finding.ts'
import { answerMutants } from './answer-mutants.ts'
import { streamMutants } from './stream-mutants.ts'

/** What noticed a mutant: a check, or the client by what it threw. */
export type Killer = FindingCode | 'client'

/** One mutant, and who noticed it. */
export interface PlayedMutant {
  /** Unique in its target: family, operator and pointer. */
  id: string
  family: 'json' | 'stream'
  operator: string
  pointer: string
  /** Whether it has to be accepted. */
  isLegal: boolean
  /** Why it has to be accepted. */
  reason: string | undefined
  /** The first of `killers`. */
  killedBy: Killer | undefined
  killers: Killer[]
}

/** How mutants are played. */
export interface PlayOptions {
  /** Whether the strength overlay counts. */
  strict: boolean
  /**
   * The client that answers are given to.
   *
   * @default the package's own
   */
  createClient?: CreateClient | undefined
}

/** Plays every answer mutant of a target through the client, and tells who noticed it. */
export async function playAnswerMutants(target: PreparedTarget, options: PlayOptions): Promise<PlayedMutant[]> {
  const played: PlayedMutant[] = []
  for (const mutant of answerMutants(target)) {
    const killers = await playJson(target, mutant.body, options)
    played.push(judged('json', mutant, killers))
  }
  if (target.operation.answers.every(({ streamExample }) => streamExample === undefined)) return played
  for (const mutant of streamMutants(target)) {
    const killers = await playStream(target, mutant.text, options)
    played.push(judged('stream', mutant, killers))
  }
  return played
}

interface Mutant {
  operator: string
  pointer: string
  legal: string | undefined
}

function judged(family: PlayedMutant['family'], { operator, pointer, legal }: Mutant, killers: Killer[]): PlayedMutant {
  const id = `${family} ${operator} ${pointer}`.trimEnd()
  return { id, family, operator, pointer, isLegal: legal !== undefined, reason: legal, killedBy: killers[0], killers }
}

async function playJson(target: PreparedTarget, body: unknown, options: PlayOptions): Promise<Killer[]> {
  const call = await answerCall(target, Response.json(body), options)
  const validator = options.strict ? target.strictValidator : target.validator
  return killersOf({
    DC404: validator.violations(target.completionPointer, body).length > 0,
    client: call.error !== undefined,
    DC414: call.error === undefined && !isDeepStrictEqual(call.result, body),
  })
}

async function playStream(target: PreparedTarget, text: string, options: PlayOptions): Promise<Killer[]> {
  const headers = { 'content-type': 'text/event-stream' }
  const call = await answerCall(target, new Response(text, { headers }), options, true)
  const events = readEvents(text)
  const validator = options.strict ? target.strictValidator : target.validator
  const seen = (call.result as Streamed | undefined)?.chunks
  return killersOf({
    DC404: events.chunks.some((chunk) => validator.violations(CHUNK_POINTER, chunk).length > 0),
    DC417: streamViolations(events).length > 0,
    client: call.error !== undefined,
    DC407: call.error === undefined && !isDeepStrictEqual(seen, events.chunks),
  })
}

/** One call that is answered at once. What is asked for is no matter here. */
async function answerCall(
  target: PreparedTarget,
  response: Response,
  { createClient: create = createClient }: PlayOptions,
  isStream = false,
): Promise<Call> {
  const body = { model: target.model, messages: [{ role: 'user', content: '你好！' }] }
  const context = { target, createClient: create }
  if (!isStream) return await callAnswered(context, response, body)
  return await callAnswered(context, response, { ...body, stream: true }, { read: readStream })
}

function killersOf(verdicts: Partial<Record<Killer, boolean>>): Killer[] {
  return (Object.keys(verdicts) as Killer[]).filter((killer) => verdicts[killer])
}
