import type {
  WireCallDelta,
  WireChoice,
  WireChunk,
  WireChunkChoice,
  WireCompletion,
  WireDelta,
  WireToolCall,
} from './wire.ts'

/** In what gateways' streams differ. Where all are false, it is what Doubao's own service sends. */
export interface StreamShape {
  name: string
  /** `role` stands in a choice's first delta alone, not in each. */
  isRoleFirstOnly: boolean
  /** `finish_reason` is null before the end, not absent. */
  isFinishNull: boolean
  /** `usage` is absent where it is not told, not null. */
  isUsageAbsent: boolean
  /** One more chunk without a choice tells the usage; else nothing does. */
  hasUsageChunk: boolean
  /** A tool call comes in fragments, of which the first alone has id and name; not whole. */
  hasFragments: boolean
  /** `finish_reason` comes in a chunk of its own, not with the last delta. */
  isFinishApart: boolean
  /** Deltas hold what they tell alone, without an empty `content` beside it. */
  isTerse: boolean
}

type Difference = Exclude<keyof StreamShape, 'name'>

/** Eight rows show every pair of differences together: the columns of an orthogonal array, as sets of three bits. */
const COLUMNS: Record<Difference, number> = {
  isRoleFirstOnly: 1,
  isFinishNull: 2,
  isUsageAbsent: 4,
  hasUsageChunk: 3,
  hasFragments: 5,
  isFinishApart: 6,
  isTerse: 7,
}

/** Shapes that together show every pair of differences, Doubao's own first. */
export const streamShapes: StreamShape[] = Array.from({ length: 8 }, (_, row) => {
  const isOdd = (bits: number) => [1, 2, 4].filter((bit) => bits & row & bit).length % 2 === 1
  const differences = Object.fromEntries(Object.entries(COLUMNS).map(([key, bits]) => [key, isOdd(bits)]))
  const told = Object.keys(differences).filter((key) => differences[key])
  // The record has a value for every difference, since its columns do.
  return { ...(differences as Record<Difference, boolean>), name: told.join(', ') || 'as Doubao sends it' }
})

/** The chunks of a stream that tells a completion. Choices take turns. */
export function composeStream(completion: WireCompletion, shape: StreamShape): WireChunk[] {
  const { choices, usage, ...others } = completion
  const head = { ...others, object: 'chat.completion.chunk' }
  const turns = choices.map((choice) => composeChoice(choice, shape))
  const longest = Math.max(...turns.map((turn) => turn.length))
  const inTurn = Array.from({ length: longest }, (_, index) => turns.map((turn) => turn[index])).flat()
  const deltas = inTurn.filter((choice) => choice !== undefined)
  const told = deltas.map((choice) => ({ ...head, ...(!shape.isUsageAbsent && { usage: null }), choices: [choice] }))
  return shape.hasUsageChunk && usage ? [...told, { ...head, usage, choices: [] }] : told
}

/** Code points that one delta tells. */
const DELTA_LENGTH = 4

function composeChoice(
  { message, finish_reason: finishReason, ...others }: WireChoice,
  shape: StreamShape,
): WireChunkChoice[] {
  const { role, content, reasoning_content: reasoning, tool_calls: calls = [], ...unknownKeys } = message
  const empty = shape.isTerse ? {} : { content: '' }
  const deltas: WireDelta[] = [
    ...split(reasoning).map((part) => ({ ...empty, reasoning_content: part })),
    ...split(content).map((part) => ({ content: part })),
    ...composeCalls(calls, shape).map((part) => ({ ...empty, tool_calls: part })),
  ]
  if (content === '' || content === null) deltas.unshift({ content })
  if (shape.isFinishApart || deltas.length === 0) deltas.push({ ...empty })
  return deltas.map((delta, index) => {
    const isLast = index === deltas.length - 1
    const finish = isLast ? { finish_reason: finishReason ?? null } : shape.isFinishNull && { finish_reason: null }
    const first = index === 0 ? unknownKeys : {}
    const withRole = role !== undefined && (index === 0 || !shape.isRoleFirstOnly) && { role }
    return { ...others, ...finish, delta: { ...first, ...withRole, ...delta } }
  })
}

/** The `tool_calls` of one delta after the other. */
function composeCalls(calls: WireToolCall[], { hasFragments }: StreamShape): WireCallDelta[][] {
  if (calls.length === 0) return []
  const whole = calls.map((call, index) => ({ ...call, index }))
  if (!hasFragments) return [whole]
  return whole.flatMap((call) => {
    const { index, function: called } = call
    const fragments = split(called?.arguments).map((part) => [{ index, function: { arguments: part } }])
    return [[{ ...call, function: { ...called, arguments: '' } }], ...fragments]
  })
}

/** Parts of a text, no character cut in two. */
function split(text: string | null | undefined): string[] {
  const characters = Array.from(text ?? '')
  const count = Math.ceil(characters.length / DELTA_LENGTH)
  return Array.from({ length: count }, (_, index) =>
    characters.slice(index * DELTA_LENGTH, (index + 1) * DELTA_LENGTH).join(''),
  )
}
