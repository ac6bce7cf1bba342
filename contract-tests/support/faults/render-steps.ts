import { makeChunk, makeCompletion, makeUsageChunk } from './doubao-shapes.ts'
import { isControl, type BrokenEnd, type Content, type Pause, type Step } from './step.ts'

/** What the server does next: send bytes, wait, or break off. */
export type Move = Buffer | Pause | BrokenEnd

export interface Rendering {
  lineEnd?: keyof typeof LINE_ENDS | undefined
  bom?: boolean
}

const EVENT_STREAM = 'text/event-stream; charset=utf-8'
const LINE_ENDS = { lf: '\n', crlf: '\r\n', cr: '\r' }

/** The moves of a body, made as they are asked for: a body of 50 MB never stands in memory. */
export function* renderSteps(steps: readonly Step[], { lineEnd, bom = false }: Rendering = {}): Generator<Move> {
  if (bom) yield Buffer.from('\uFEFF')
  for (const step of steps) {
    if (isControl(step)) yield step
    else if (typeof step === 'object' && 'repeat' in step) {
      const moves = step.repeat.steps.length === 0 ? [] : [...renderSteps(step.repeat.steps, { lineEnd })]
      for (let time = 0; time < step.repeat.times; time += 1) yield* moves
    } else yield renderContent(step, LINE_ENDS[lineEnd ?? 'lf'])
  }
}

/** The media type that a gateway would give to these steps. */
export function mediaTypeOf(steps: readonly Step[]): string {
  const [first] = steps.filter((step) => !isControl(step))
  if (typeof first !== 'object') return first === 'done' ? EVENT_STREAM : 'text/plain'
  if ('repeat' in first) return mediaTypeOf(first.repeat.steps)
  if ('json' in first || 'completion' in first) return 'application/json'
  return 'text' in first || 'bytes' in first ? 'text/plain' : EVENT_STREAM
}

function renderContent(step: Content, lineEnd: string): Buffer {
  if (typeof step === 'object' && 'bytes' in step) return Buffer.from(step.bytes.replaceAll(' ', ''), 'hex')
  return Buffer.from(textOf(step).replaceAll('\n', lineEnd))
}

function textOf(step: Exclude<Content, { bytes: string }>): string {
  if (step === 'done') return 'data: [DONE]\n\n'
  if ('text' in step) return step.text
  if ('json' in step) return JSON.stringify(step.json)
  if ('comment' in step) return `: ${step.comment}\n\n`
  if ('completion' in step) return JSON.stringify(makeCompletion(step.completion, step.finish))
  return `data: ${JSON.stringify(chunkOf(step))}\n\n`
}

type ChunkStep = Extract<
  Content,
  { delta: unknown } | { finish: string; delta?: never } | { usage: unknown } | { chunk: unknown }
>

function chunkOf(step: ChunkStep): unknown {
  if ('chunk' in step) return step.chunk
  if ('usage' in step) return makeUsageChunk(step.usage)
  return makeChunk('delta' in step ? step.delta : { content: '' }, step.finish, step.choice)
}
