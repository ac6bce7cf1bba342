// What every OpenAI-compatible gateway sends, whatever its docs say of it: the shapes this package itself relies on.
// Source: recorded answers of the vendor's service and OpenAI's chat completion objects. The typed calls use the
// types generated from each gateway's own docs instead.

/** A JSON answer's or an accumulated stream's completion. Keys that are not listed survive. */
export interface WireCompletion {
  id?: string
  object?: string
  created?: number
  model?: string
  choices: [WireChoice, ...WireChoice[]]
  usage?: WireUsage | null
  [key: string]: unknown
}

export interface WireChoice {
  index?: number
  message: WireMessage
  finish_reason?: string | null
  [key: string]: unknown
}

export interface WireMessage {
  role?: string
  content?: string | null
  reasoning_content?: string | null
  refusal?: string | null
  tool_calls?: WireToolCall[]
  [key: string]: unknown
}

export interface WireToolCall {
  id?: string
  type?: string
  function?: { name?: string; arguments?: string; [key: string]: unknown }
  [key: string]: unknown
}

export interface WireUsage {
  prompt_tokens?: number
  completion_tokens?: number
  total_tokens?: number
  [key: string]: unknown
}

/** One event of a stream. `choices` is empty in the chunk that carries the usage, and some gateways send null. */
export interface WireChunk {
  id?: string
  object?: string
  created?: number
  model?: string
  choices?: WireChunkChoice[] | null
  usage?: WireUsage | null
  [key: string]: unknown
}

export interface WireChunkChoice {
  index?: number
  delta?: WireDelta | null
  finish_reason?: string | null
  [key: string]: unknown
}

export interface WireDelta {
  role?: string
  content?: string | null
  reasoning_content?: string | null
  refusal?: string | null
  tool_calls?: WireToolCallDelta[] | null
  [key: string]: unknown
}

/** A whole tool call, or a fragment of the one with the same `index`. */
export interface WireToolCallDelta extends WireToolCall {
  index?: number
}
