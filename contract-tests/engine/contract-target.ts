import { findChatOperation, type ChatOperation } from './chat-operation.ts'
import { createPropertyCoverage, type PropertyCoverage } from './property-coverage.ts'
import { createSpecValidator, UnusableSpecError, type SpecValidator } from './validator.ts'

/** One model of one effective spec: what a client is held against. */
export interface ContractTarget {
  /** `<gateway>/<spec>` */
  id: string
  gateway: string
  model: string
  /** The effective spec that the client was made from. */
  document: Record<string, unknown>
  /**
   * The same with the strength overlay: what the docs warrant of answers beyond what their schemas say.
   *
   * @default document
   */
  strictDocument?: Record<string, unknown> | undefined
}

/** A target with everything that is derived from its spec. */
export interface PreparedTarget extends ContractTarget {
  operation: ChatOperation
  /** What the docs' schemas say. */
  validator: SpecValidator
  /** What they say with the strength overlay. */
  strictValidator: SpecValidator
  /** What was seen of the request's, the completion's and the chunk's documented properties. */
  coverage: Record<'request' | 'completion' | 'chunk', PropertyCoverage>
  completionPointer: string
}

/** Where the effective spec states a stream's chunk. */
export const CHUNK_POINTER = '/components/schemas/ChatCompletionChunk'

/** Compiles a target's schemas. Throws an {@link UnusableSpecError} where a check against them would assert nothing. */
export function prepareTarget(target: ContractTarget): PreparedTarget {
  const { id, document, strictDocument } = target
  const operation = findChatOperation(document)
  if (!operation) throw new UnusableSpecError(`${id}: no POST to …/chat/completions with a JSON body`)
  const success = operation.answers.find(({ status }) => status === 200)
  if (!success) throw new UnusableSpecError(`${id}: ${operation.pointer} documents no JSON answer of status 200`)

  const hasStream = success.streamExample !== undefined
  const pointers = [operation.requestPointer, ...operation.answers.map(({ schemaPointer }) => schemaPointer)]
  if (hasStream) pointers.push(CHUNK_POINTER)
  const coverageOf = (pointer: string) => createPropertyCoverage(document, { schema: { $ref: `#${pointer}` }, pointer })
  const none = createPropertyCoverage(document, { schema: {}, pointer: CHUNK_POINTER })
  const validator = createSpecValidator(id, document, pointers)
  return {
    ...target,
    operation,
    validator,
    strictValidator: strictDocument ? createSpecValidator(id, strictDocument, pointers) : validator,
    coverage: {
      request: coverageOf(operation.requestPointer),
      completion: coverageOf(success.schemaPointer),
      chunk: hasStream ? coverageOf(CHUNK_POINTER) : none,
    },
    completionPointer: success.schemaPointer,
  }
}
