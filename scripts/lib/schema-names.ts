import type { OpenApiDocument } from './overlays.ts'

/** Types that generated code refers to by their name, and what a schema of that name is called instead. */
const REPLACEMENTS = new Map([
  ['error', 'ErrorResponse'],
  ['array', 'ArraySchema'],
  ['blob', 'BlobSchema'],
  ['file', 'FileSchema'],
  ['record', 'RecordSchema'],
])

/** The overlay's schema of a chunk, which the catalogue knows by this name. */
const CHUNK = 'ChatCompletionChunk'

/** Gives a schema another name where its own would shadow a type that the generated code, or the catalogue, needs. */
export function makeSchemaNames(document: OpenApiDocument): (name: string) => string {
  const { schemas = {} } = (document['components'] ?? {}) as { schemas?: Record<string, unknown> }
  const taken = new Set(Object.keys(schemas).map(withoutCase))
  return (name) => {
    const isOtherChunk = withoutCase(name) === withoutCase(CHUNK) && name !== CHUNK
    const replacement = isOtherChunk ? `${CHUNK}Schema` : REPLACEMENTS.get(withoutCase(name))
    if (replacement === undefined) return name
    let free = replacement
    while (taken.has(withoutCase(free))) free += 'Schema'
    return free
  }
}

/** The generator compares what is left after its casing: `chat_message` and `ChatMessage` become one name. */
function withoutCase(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N}]/gu, '').toLowerCase()
}
