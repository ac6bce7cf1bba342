interface Choice {
  index?: number
  delta?: Record<string, unknown> | null
  finish_reason?: string | null
}

interface Chunk {
  choices?: Choice[] | null
  error?: unknown
  usage?: unknown
}

const MAX_EVENT_SIZE = 2 ** 23
const IDLE_MILLISECONDS = 300_000

/** The chunks of a stream, with every check that our own client makes of them. */
export async function* checkedStream(response: Response, controller: AbortController): AsyncGenerator<Chunk, void> {
  const { signal } = controller
  const reader = response.body?.getReader()
  if (!reader) throw new Error('no body')
  const decoder = new TextDecoder()
  const finished = new Map<number, boolean>()
  let buffer = ''
  let data: string | undefined
  let name = ''
  let isComplete = false

  const giveUp = () => {
    controller.abort(new Error(`no content for ${String(IDLE_MILLISECONDS)} ms`))
  }
  const timer = setTimeout(giveUp, IDLE_MILLISECONDS)
  const onAbort = () => void reader.cancel().catch(() => undefined)
  signal.addEventListener('abort', onAbort)

  try {
    for (;;) {
      const result = await reader.read()
      signal.throwIfAborted()
      let text = result.value ? decoder.decode(result.value, { stream: true }) : `${decoder.decode()}\n\n`
      if (text.includes('\r') || buffer.endsWith('\r')) {
        text = buffer + text
        buffer = ''
        const keepsCR = text.endsWith('\r') && result.value !== undefined
        text = (keepsCR ? text.slice(0, -1) : text).replaceAll(/\r\n?/g, '\n') + (keepsCR ? '\r' : '')
      }
      buffer += text
      let from = 0
      for (;;) {
        const end = buffer.indexOf('\n', from)
        if (end < 0) break
        const line = buffer.slice(from, end)
        from = end + 1
        if (line !== '') {
          if (line.startsWith('data:')) {
            const value = line.slice(line[5] === ' ' ? 6 : 5)
            data = data === undefined ? value : `${data}\n${value}`
            if (data.length > MAX_EVENT_SIZE) throw new Error('an event is too long')
          } else if (line.startsWith('event:')) name = line.slice(6).trim()
          continue
        }
        if (data) {
          signal.throwIfAborted()
          if (data.trim() === '[DONE]') {
            isComplete = true
            return
          }
          const chunk = parseChunk(name, data)
          let bearsContent = chunk.choices?.length ? false : chunk.usage != null
          for (const choice of chunk.choices ?? []) {
            const index = choice.index ?? 0
            if (choice.finish_reason) {
              finished.set(index, true)
              bearsContent = true
            } else if (!finished.has(index)) finished.set(index, false)
            for (const key in choice.delta ?? {}) {
              if (key !== 'role' && (choice.delta?.[key] ?? '') !== '') bearsContent = true
            }
          }
          if (bearsContent) timer.refresh()
          yield chunk
        }
        data = undefined
        name = ''
      }
      buffer = buffer.slice(from)
      if (buffer.length > MAX_EVENT_SIZE) throw new Error('an event is too long')
      if (result.done) break
    }
    isComplete = finished.size > 0 && [...finished.values()].every(Boolean)
    if (!isComplete) throw new Error('the stream ended before its completion did')
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
    if (!isComplete) onAbort()
    reader.releaseLock()
  }
}

function parseChunk(name: string, data: string): Chunk {
  let chunk: Chunk | null
  try {
    chunk = JSON.parse(data) as Chunk | null
  } catch {
    throw new Error(`an event is no JSON: ${data.slice(0, 200)}`)
  }
  if (typeof chunk !== 'object' || chunk === null) throw new Error('an event is no chunk')
  if (name === 'error' || chunk.error != null) throw new Error(`an event is an error: ${data.slice(0, 200)}`)
  const { choices } = chunk
  if (choices === null) return { ...chunk, choices: [] }
  if (!Array.isArray(choices)) throw new Error('an event is no chunk')
  for (const choice of choices as unknown[]) {
    if (typeof choice !== 'object' || choice === null) throw new Error('an event is no chunk')
  }
  return chunk
}
