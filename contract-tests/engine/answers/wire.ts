import type { WireChunk, WireCompletion } from 'doubao-client'

export type { WireChunk, WireCompletion }

/** Parts of a completion and of a chunk. */
export type WireChoice = WireCompletion['choices'][number]
export type WireToolCall = NonNullable<WireChoice['message']['tool_calls']>[number]
export type WireChunkChoice = NonNullable<WireChunk['choices']>[number]
export type WireDelta = NonNullable<WireChunkChoice['delta']>
export type WireCallDelta = NonNullable<WireDelta['tool_calls']>[number]
