import { findChatOperation, type ChatOperation } from './chat-operation.ts'
import { createGeneratedValidators, type AcceptsGenerated, type GeneratedModule } from './generated-validators.ts'
import { deriveCases, type TargetCases } from './target-cases.ts'
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
  /** All requests that the spec gives. */
  cases: TargetCases
  completionPointer: string
  acceptsGenerated: AcceptsGenerated
}

/** Where the effective spec states a stream's chunk. */
export const CHUNK_POINTER = '/components/schemas/ChatCompletionChunk'

/**
 * Compiles a target's schemas.
 *
 * @param module the validators that were generated for it
 * @throws UnusableSpecError where a check against them would assert nothing
 */
export function prepareTarget(target: ContractTarget, module: GeneratedModule = {}): PreparedTarget {
  const { id, document, strictDocument } = target
  const operation = findChatOperation(document)
  if (!operation) throw new UnusableSpecError(`${id}: no POST to …/chat/completions with a JSON body`)
  const success = operation.answers.find(({ status }) => status === 200)
  if (!success) throw new UnusableSpecError(`${id}: ${operation.pointer} documents no JSON answer of status 200`)

  const hasStream = success.streamExample !== undefined
  const pointers = [operation.requestPointer, ...operation.answers.map(({ schemaPointer }) => schemaPointer)]
  if (hasStream) pointers.push(CHUNK_POINTER)
  const validator = createSpecValidator(id, document, pointers)
  return {
    ...target,
    operation,
    validator,
    strictValidator: strictDocument ? createSpecValidator(id, strictDocument, pointers) : validator,
    cases: deriveCases({ operation, model: target.model, validator }),
    completionPointer: success.schemaPointer,
    acceptsGenerated: createGeneratedValidators(document, operation, module),
  }
}
