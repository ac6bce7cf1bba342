// What every OpenAI-compatible gateway sends, as far as this package itself relies on it; other keys survive. Source:
// recorded answers of the vendor's service, and OpenAI's objects. Typed calls use what each gateway's docs state instead.
type Open = Record<string, unknown>
type Texts = Partial<Record<'content' | 'reasoning_content' | 'refusal', string | null>>
type Usage = Open & { prompt_tokens?: number; completion_tokens?: number; total_tokens?: number }
type Head = Open & { id?: string; object?: string; created?: number; model?: string; usage?: Usage | null }
type Named = Open & { name?: string; arguments?: string }
export type WireToolCall = Open & { id?: string; type?: string; function?: Named }
export type WireMessage = Open & Texts & { role?: string; tool_calls?: WireToolCall[] }
export type WireChoice = Open & { index?: number; message: WireMessage; finish_reason?: string | null }
/** A JSON answer's or an accumulated stream's completion. */
export type WireCompletion = Head & { choices: [WireChoice, ...WireChoice[]] }
/** Its tool calls are whole, or fragments of those with the same `index`. */
export type WireDelta = Open & Texts & { role?: string; tool_calls?: (WireToolCall & { index?: number })[] | null }
export type WireChunkChoice = Open & { index?: number; delta?: WireDelta | null; finish_reason?: string | null }
/** One event of a stream. `choices` is empty in the chunk that carries the usage, and some gateways send null. */
export type WireChunk = Head & { choices?: WireChunkChoice[] | null }
