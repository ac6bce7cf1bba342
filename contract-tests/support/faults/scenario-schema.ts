import * as v from 'valibot'
import type { Step } from './step.ts'

/** Groups of the scoreboard, in its order. */
export const GROUPS = [
  'statuses',
  'retries',
  'no completion',
  'connections',
  'stalls',
  'ends of streams',
  'errors in streams',
  'deltas',
  'awkward bytes',
  'redirects',
] as const

const text = v.pipe(v.string(), v.nonEmpty())
const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const object = v.record(v.string(), v.unknown())
const finish = v.optional(v.string())
const choice = v.optional(count)

/** An object step is known by its first key that stands here. */
const stepSchemas: Record<string, v.GenericSchema<Step>> = {
  delta: v.strictObject({ delta: object, finish, choice }),
  completion: v.strictObject({ completion: object, finish }),
  finish: v.strictObject({ finish: v.string(), choice }),
  usage: v.strictObject({ usage: object }),
  chunk: v.strictObject({ chunk: v.unknown() }),
  comment: v.strictObject({ comment: v.string() }),
  text: v.strictObject({ text: v.string() }),
  bytes: v.strictObject({ bytes: v.pipe(v.string(), v.regex(/^([0-9a-f]{2} ?)+$/, 'must be pairs of hex digits')) }),
  json: v.strictObject({ json: v.unknown() }),
  wait: v.strictObject({ wait: count }),
  repeat: v.strictObject({ repeat: v.strictObject({ times: count, steps: v.lazy(() => steps) }) }),
}

const word = v.picklist(['done', 'stall', 'reset', 'close'])

const step: v.GenericSchema<Step> = v.lazy((input) => {
  if (typeof input === 'string') return word
  const keys = typeof input === 'object' && input !== null ? Object.keys(input) : []
  const [, schema] = Object.entries(stepSchemas).find(([key]) => keys.includes(key)) ?? []
  return (
    schema ?? v.never(`is no step: a step is done, stall, reset, close or has ${Object.keys(stepSchemas).join(', ')}`)
  )
})

const steps: v.GenericSchema<Step[]> = v.array(step)

const answer = v.strictObject({
  /** Played raw, before the status line. After a break there is none. */
  before: v.optional(steps, []),
  status: v.optional(v.pipe(v.number(), v.integer()), 200),
  /** Over those that follow from the body; null takes one away. */
  headers: v.optional(v.record(v.string(), v.nullable(v.union([v.string(), v.number()]))), {}),
  body: v.optional(steps, []),
  /** Bytes that are sent at once; else one step is. */
  packet: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  lineEnd: v.optional(v.picklist(['lf', 'crlf', 'cr'])),
  encoding: v.optional(v.picklist(['gzip', 'br'])),
  /** A byte order mark before the body. */
  bom: v.optional(v.boolean(), false),
})

const call = v.strictObject({
  stream: v.boolean(),
  maxRetries: v.optional(count, 2),
  timeout: v.optional(count),
  idleTimeout: v.optional(count),
  totalTimeout: v.optional(count),
  maxEventSize: v.optional(count),
  cutsRequestBody: v.optional(v.boolean()),
  /** A first call, whose outcome does not count, opens the connection. */
  warmUp: v.optional(v.boolean(), false),
})

/** A long text is written as its repeated part. */
const repeatedText = v.pipe(
  v.strictObject({ repeat: text, times: count }),
  v.transform(({ repeat, times }) => repeat.repeat(times)),
)

const nullableText = v.optional(v.nullable(v.string()))

const expectation = v.pipe(
  v.strictObject({
    answer: v.optional(
      v.strictObject({
        content: v.optional(v.nullable(v.union([v.string(), repeatedText]))),
        reasoning: nullableText,
        finishReason: nullableText,
        toolCalls: v.optional(v.array(v.strictObject({ id: v.string(), name: v.string(), arguments: v.string() }))),
        totalTokens: v.optional(v.nullable(v.number())),
      }),
    ),
    /** Any error of the client. */
    error: v.optional(v.strictObject({})),
    /** The most that a client may send; ours sends exactly as many. */
    requests: count,
    /** What more holds for our client. */
    ours: v.optional(
      v.strictObject({
        name: v.optional(text),
        status: v.optional(v.nullable(v.number())),
        code: nullableText,
        message: v.optional(v.union([text, v.strictObject({ includes: text })])),
        requestId: nullableText,
        partial: nullableText,
        budget: v.optional(v.nullable(v.picklist(['headers', 'idle', 'total']))),
        attempts: v.optional(count),
        isRetryable: v.optional(v.boolean()),
        /** The least time between the last two requests, in milliseconds. */
        waited: v.optional(count),
      }),
      {},
    ),
  }),
  v.check(({ answer, error }) => (answer === undefined) !== (error === undefined), 'must have either answer or error'),
)

/** One scenario, after its variables were filled in. */
export const scenarioSchema = v.pipe(
  v.strictObject({
    title: text,
    /** Why the expectation is right, and whom it catches. */
    why: text,
    group: v.picklist(GROUPS),
    call,
    /** One a request, in order; the last one is given again. */
    answers: v.optional(v.tupleWithRest([answer], answer)),
    /** In place of answers: nothing listens at the address. */
    refused: v.optional(v.literal(true)),
    /** A second request on a connection is not answered: the connection is reset. */
    resetsReusedConnections: v.optional(v.boolean(), false),
    expect: expectation,
  }),
  v.check(
    ({ answers, refused }) => (answers === undefined) !== (refused === undefined),
    'must have either answers or refused',
  ),
)

export type Answer = v.InferOutput<typeof answer>
