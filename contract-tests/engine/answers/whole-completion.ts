import { resolveSchema, type JsonSchema } from '../json-schema.ts'
import type { WireChoice, WireCompletion } from './wire.ts'

/** A Unix time, the counts of a short answer, and texts where the docs show none. */
const CREATED = 1_790_000_000
const COUNTS: Record<string, number> = { prompt_tokens: 9, completion_tokens: 21, total_tokens: 30 }
const TEXTS: Record<string, string> = {
  object: 'chat.completion',
  model: 'doubao-seed',
  role: 'assistant',
  content: '你好！有什么可以帮你的吗？😀',
  reasoning_content: '用户在打招呼，礼貌地回应。',
  arguments: '{"location": "北京"}',
}

/** What the format always has; the client and the chunks of a stream rely on it, whatever the docs state. */
const HEAD = { id: 'text', object: 'chat.completion', created: CREATED, model: 'doubao-seed' }

/** What stands in a choice whose message the docs leave open. */
const PLAIN_MESSAGE = { role: 'assistant', content: '你好！' }

/** A schema that contains itself is shown a few times. */
const MAX_DEPTH = 12

/**
 * A completion with every property that the docs state, in the values that they show, and with parts that go together:
 * it tells of tool calls where the docs have them, and its counts add up.
 */
export function wholeCompletion(document: Record<string, unknown>, schemaPointer: string): WireCompletion {
  // The boundary from schemas to types: a document whose completions are none is found by the checks.
  const completion = exampleOf(document, { $ref: `#${schemaPointer}` }, '', 0) as Partial<WireCompletion>
  const [choice] = Array.isArray(completion.choices) ? completion.choices : []
  return { ...HEAD, ...completion, choices: [closeChoice(choice)] }
}

function closeChoice({ message = PLAIN_MESSAGE, ...choice }: Partial<WireChoice> = {}): WireChoice {
  const hasCalls = (message.tool_calls ?? []).length > 0
  return { ...choice, message, index: 0, finish_reason: hasCalls ? 'tool_calls' : 'stop' }
}

function exampleOf(document: Record<string, unknown>, reference: JsonSchema, name: string, depth: number): unknown {
  const schema = resolveSchema(document, reference)
  if (schema.example !== undefined) return schema.example
  const [value = schema.const] = schema.enum ?? []
  if (value !== undefined) return value
  if (schema.allOf) {
    const parts = schema.allOf.map((part) => exampleOf(document, part, name, depth + 1))
    return Object.assign({}, ...parts.filter((part) => typeof part === 'object')) as unknown
  }
  const [branch] = schema.oneOf ?? schema.anyOf ?? []
  if (branch) return exampleOf(document, branch, name, depth)
  const [type] = [schema.type ?? (schema.properties ? 'object' : 'string')].flat()
  if (type === 'object') {
    if (depth >= MAX_DEPTH) return {}
    const entries = Object.entries(schema.properties ?? {})
    return Object.fromEntries(entries.map(([key, one]) => [key, exampleOf(document, one, key, depth + 1)]))
  }
  if (type === 'array') return schema.items ? [exampleOf(document, schema.items, name, depth + 1)] : []
  if (type === 'integer' || type === 'number')
    return name === 'created' ? CREATED : (COUNTS[name] ?? schema.minimum ?? 0)
  if (type === 'boolean') return true
  return type === 'null' ? null : (TEXTS[name] ?? 'text')
}
