import { CHUNK_POINTER, type PreparedTarget } from './contract-target.ts'
import { toPointer } from './json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from './json-schema.ts'

/** Which documented properties have been seen. */
export interface PropertyCoverage {
  /** Marks every property that a value holds. */
  see: (value: unknown) => void
  seenCount: () => number
  /** JSON pointers of the properties that no value held; what stands within one of them is not listed apart. */
  unseen: () => string[]
}

/** Lists every property below a schema, through arrays, references and branches. */
export function createPropertyCoverage(document: Record<string, unknown>, root: LocatedSchema): PropertyCoverage {
  const pointers = new Map<string, string>()
  collect(document, root, '', pointers)
  const seen = new Set<string>()
  return {
    see: (value) => {
      mark(value, '', seen)
    },
    seenCount: () => [...pointers.keys()].filter((path) => seen.has(path)).length,
    unseen: () => {
      const unseenPaths = [...pointers.keys()].filter((path) => !seen.has(path))
      const isWithinUnseen = (path: string) => unseenPaths.some((other) => path.startsWith(`${other}/`))
      return unseenPaths.filter((path) => !isWithinUnseen(path)).flatMap((path) => pointers.get(path) ?? [])
    },
  }
}

/** What was seen of the request's, the completion's and the chunk's documented properties. */
export type Coverage = Record<'request' | 'completion' | 'chunk', PropertyCoverage>

/** Nothing was seen yet. */
export function createCoverage({ document, operation, completionPointer }: CoveredTarget): Coverage {
  const below = (pointer: string) => createPropertyCoverage(document, { schema: { $ref: `#${pointer}` }, pointer })
  const hasStream = operation.answers.some(({ streamExample }) => streamExample !== undefined)
  return {
    request: below(operation.requestPointer),
    completion: below(completionPointer),
    chunk: hasStream ? below(CHUNK_POINTER) : createPropertyCoverage(document, { schema: {}, pointer: CHUNK_POINTER }),
  }
}

type CoveredTarget = Pick<PreparedTarget, 'document' | 'operation' | 'completionPointer'>

/** A schema that contains itself documents the same properties again: it is entered once within itself, and no more. */
const MAX_ENTRIES = 2

function collect(
  document: Record<string, unknown>,
  reference: LocatedSchema,
  path: string,
  pointers: Map<string, string>,
  entered: readonly string[] = [],
): void {
  const { schema, pointer } = resolveReference(document, reference)
  if (entered.filter((other) => other === pointer).length >= MAX_ENTRIES) return
  const below = [...entered, pointer]
  for (const [key, property] of Object.entries<JsonSchema | boolean>(schema.properties ?? {})) {
    // A key that no object may have.
    if (property === false) continue
    const at = pointer + toPointer(['properties', key])
    pointers.set(`${path}/${key}`, at)
    collect(document, { schema: property === true ? {} : property, pointer: at }, `${path}/${key}`, pointers, below)
  }
  if (schema.items) {
    collect(document, { schema: schema.items, pointer: `${pointer}/items` }, `${path}/*`, pointers, below)
  }
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    for (const [index, branch] of (schema[keyword] ?? []).entries()) {
      const at = `${pointer}/${keyword}/${String(index)}`
      collect(document, { schema: branch, pointer: at }, path, pointers, below)
    }
  }
}

function mark(value: unknown, path: string, seen: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) mark(item, `${path}/*`, seen)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      seen.add(`${path}/${key}`)
      mark(item, `${path}/${key}`, seen)
    }
  }
}
