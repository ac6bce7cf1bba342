import { writeEvents } from '../engine/answers/event-text.ts'
import { wholeCompletion } from '../engine/answers/whole-completion.ts'
import type { PreparedTarget } from '../engine/contract-target.ts'
import { baseStreams, type BaseStream } from './base-stream.ts'
import { fragmentStructures, wholeCallStructures } from './call-structures.ts'
import { legalReason } from './legal-answers.ts'
import { mutateNodes } from './node-mutants.ts'
import { structures, type Structure } from './stream-structures.ts'

/** The text of a stream that differs from a correct one in one thing. */
export interface StreamMutant {
  operator: string
  /** `/<kind of chunk>` and the JSON pointer of what differs in it; empty where the stream as a whole does. */
  pointer: string
  text: string
  /** Why it is a correct stream all the same; undefined where it is none. */
  legal: string | undefined
}

/** Every mutant of a target's streams: of a chunk's nodes for each kind of chunk, and of the whole. Deterministic. */
export function streamMutants({ document, completionPointer }: PreparedTarget): StreamMutant[] {
  const { whole, fragments } = baseStreams(wholeCompletion(document, completionPointer))
  const { reasoning, content, tools, finish, usage } = whole.kinds
  const start = fragments.kinds.tools
  const mutants = [
    // What each chunk has alike is changed in the first.
    ...nodeMutants(whole, 'reasoning', reasoning, () => true),
    ...nodeMutants(whole, 'content', content, isTold),
    ...nodeMutants(whole, 'tools', tools, isTold),
    ...nodeMutants(whole, 'finish', finish, isTold),
    ...nodeMutants(whole, 'usage', usage, isTold),
    ...nodeMutants(fragments, 'start', start, isCall),
    ...nodeMutants(fragments, 'fragment', start === undefined ? undefined : start + 1, isCall),
    ...structureMutants(whole, { ...structures, ...wholeCallStructures }),
    ...structureMutants(fragments, fragmentStructures),
  ]
  return mutants.map((mutant) => ({ ...mutant, legal: legalReason('stream', mutant) }))
}

type Unjudged = Omit<StreamMutant, 'legal'>

function isTold(pointer: string): boolean {
  return pointer.startsWith('/choices') || pointer.startsWith('/usage')
}

function isCall(pointer: string): boolean {
  return pointer.startsWith('/choices/0/delta/tool_calls')
}

function nodeMutants(
  { chunks }: BaseStream,
  kind: string,
  position: number | undefined,
  isWanted: (pointer: string) => boolean,
): Unjudged[] {
  if (position === undefined) return []
  const mutants = mutateNodes(chunks[position]).filter(({ pointer }) => isWanted(pointer))
  return mutants.map(({ operator, pointer, body }) => {
    return { operator, pointer: `/${kind}${pointer}`, text: writeEvents(chunks.with(position, body as never)) }
  })
}

function structureMutants(stream: BaseStream, wanted: Record<string, Structure>): Unjudged[] {
  return Object.entries(wanted).flatMap(([operator, structure]) => {
    const text = structure(stream)
    return text === undefined ? [] : [{ operator, pointer: '', text }]
  })
}
