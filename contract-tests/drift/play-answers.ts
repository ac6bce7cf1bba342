import { createClient } from 'doubao-client'
import type { Call, CheckContext, CreateClient } from '../engine/check-context.ts'
import { answerWithEvents, checkEvents } from '../engine/checks/event-answer.ts'
import { checkOwnAnswer } from '../engine/checks/own-answers.ts'
import { checkLoop, checkRules } from '../engine/checks/own-streams.ts'
import { readStream } from '../engine/checks/stream.ts'
import type { PreparedTarget } from '../engine/contract-target.ts'
import type { FindingCode } from '../engine/finding.ts'
import { createCoverage } from '../engine/property-coverage.ts'
import { createRecorder } from '../engine/recorder.ts'
import { answerMutants } from './answer-mutants.ts'
import { nobody } from './nobody.ts'
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

/** Plays every answer mutant of a target through the client and the suite's own checks, and tells who noticed it. */
export async function playAnswerMutants(target: PreparedTarget, options: PlayOptions): Promise<PlayedMutant[]> {
  const played: PlayedMutant[] = []
  for (const mutant of answerMutants(target)) {
    played.push(await judge('json', mutant, playContext(target, options), (context) => playJson(context, mutant.body)))
  }
  if (target.operation.answers.every(({ streamExample }) => streamExample === undefined)) return played
  for (const mutant of streamMutants(target)) {
    const play = (context: CheckContext) => playStream(context, mutant.text)
    played.push(await judge('stream', mutant, playContext(target, options), play))
  }
  return played
}

interface Mutant {
  operator: string
  pointer: string
  legal: string | undefined
}

async function judge(
  family: PlayedMutant['family'],
  { operator, pointer, legal }: Mutant,
  context: CheckContext,
  play: (context: CheckContext) => Promise<Call>,
): Promise<PlayedMutant> {
  const { error } = await play(context)
  const codes = new Set<Killer>(context.recorder.findings().map(({ code }) => code))
  const killers: Killer[] = [...codes, ...(error === undefined ? [] : ['client' as const])]
  const id = `${family} ${operator} ${pointer}`.trimEnd()
  return { id, family, operator, pointer, isLegal: legal !== undefined, reason: legal, killedBy: killers[0], killers }
}

function playContext(target: PreparedTarget, options: PlayOptions): CheckContext {
  return {
    target: {
      ...target,
      validator: options.strict ? target.strictValidator : target.validator,
      // Validators were generated from the docs' schemas, and know nothing of the strength overlay.
      acceptsGenerated: () => undefined,
    },
    mock: nobody,
    recorder: createRecorder({ complete: (finding) => finding }),
    createClient: options.createClient ?? createClient,
    coverage: createCoverage(target),
    refusedKinds: new Set(),
  }
}

/** What is asked for is no matter here. */
const questionOf = ({ model }: PreparedTarget) => ({ model, messages: [{ role: 'user', content: '你好！' }] })

async function playJson(context: CheckContext, body: unknown): Promise<Call> {
  const documented = context.target.operation.answers.find(({ status }) => status === 200)
  return await checkOwnAnswer(context, 'answer', questionOf(context.target), {
    response: Response.json(body),
    documented,
  })
}

async function playStream(context: CheckContext, text: string): Promise<Call> {
  const body = { ...questionOf(context.target), stream: true }
  const call = await answerWithEvents(context, text, body, readStream)
  const chunks = checkEvents(context, 'stream', call)
  checkRules(context, 'stream', call)
  if (chunks && call.error === undefined) checkLoop(context, 'stream', call, chunks)
  return call
}
