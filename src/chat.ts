import { startCall, type CallContext } from './call.ts'
import { ChatCompletionStream } from './chat-stream.ts'
import { resolveLimits, type RequestOptions as Options } from './client-options.ts'
import type { Documented, FindOperation, GatewayId, ModelId, Operation } from './operations.ts'
import { send } from './transport.ts'
import { checkEventStream, unwrapCompletion } from './unwrap.ts'
import type { WireChunk, WireCompletion } from './wire-types.ts'

/** The parameters that the docs of gateway `G` state for model `M`. Others do not compile; see `extraBody`. */
export type ChatCompletionParams<G extends GatewayId, M extends ModelId<G>> = DocumentedBody<G, M> & OwnParams<M>
type DocumentedBody<G extends GatewayId, M extends ModelId<G>> = Omit<Documented<G, M, 'body'>, 'model' | 'stream'>
type OwnParams<M> = Record<'model', M> & Partial<Record<'stream', boolean | undefined>>
type ChoiceOf<Whole> = Whole extends { choices: (infer Choice)[] } ? Choice : never
type MessageOf<Choice> = Choice extends { message?: infer Message } ? NonNullable<Message> : never
type WithMessage<Choice> = Omit<Choice, 'message'> & { message: MessageOf<Choice> }
type NonEmpty<Item> = [Item, ...Item[]]
type WithMessages<Whole> = Omit<Whole, 'choices'> & { choices: NonEmpty<WithMessage<ChoiceOf<Whole>>> }
/** The documented completion, of which one thing more is checked: at least one choice, and a message in each. */
export type ChatCompletion<G extends GatewayId, M extends ModelId<G>> = WithMessages<Documented<G, M, 'completion'>>
/** One event of a stream. */
export type ChatCompletionChunk<G extends GatewayId, M extends ModelId<G>> = Documented<G, M, 'chunk'>

/** Parameters of a call that nothing checks: any model, any key. */
export interface UncheckedParams {
  model: string
  messages: readonly unknown[]
  stream?: boolean | undefined
  [parameter: string]: unknown
}
/** A result, and what the HTTP response said beside it. */
export interface WithResponse<Data> {
  data: Data
  status: number
  headers: Headers
  requestId: string | undefined
}

type Streamed = Record<'stream', true>
type Whole = Partial<Record<'stream', false | undefined>>
type Params<G extends GatewayId, M extends ModelId<G>> = ChatCompletionParams<G, M>
type Answer<G extends GatewayId, M extends ModelId<G>> = ChatCompletion<G, M>
type Stream<G extends GatewayId, M extends ModelId<G>> = ChatCompletionStream<Documented<G, M, 'chunk'>, Answer<G, M>>
type Responded<Data> = Promise<WithResponse<Data>>
type UncheckedStream = ChatCompletionStream<WireChunk, WireCompletion>

/** `client.chat.completions`: POST …/chat/completions of one gateway. */
export interface ChatCompletions<G extends GatewayId> {
  /**
   * Asks a documented model for a completion: one object, or with `stream: true` its chunks as they come.
   * @throws APIError or one of its subclasses for an error status; APIConnectionError where no answer came;
   * APITimeoutError where a budget ran out; UnexpectedResponseError for a success that is no completion; the signal's
   * reason after an abort; a `TypeError` for a model that this gateway does not document.
   */
  create<M extends ModelId<G>>(params: Params<G, M> & Streamed, options?: Options): Promise<Stream<G, M>>
  create<M extends ModelId<G>>(params: Params<G, M> & Whole, options?: Options): Promise<Answer<G, M>>
  create<M extends ModelId<G>>(params: Params<G, M>, options?: Options): Promise<Answer<G, M> | Stream<G, M>>
  /** The same as `create`, with the response's status, headers and request id. */
  createWithResponse<M extends ModelId<G>>(params: Params<G, M> & Streamed, options?: Options): Responded<Stream<G, M>>
  createWithResponse<M extends ModelId<G>>(params: Params<G, M> & Whole, options?: Options): Responded<Answer<G, M>>
  /** The same as `create` for a model that the docs do not know yet. No parameter and no answer type is checked. */
  createUnchecked(params: UncheckedParams & Streamed, options?: Options): Promise<UncheckedStream>
  createUnchecked(params: UncheckedParams & Whole, options?: Options): Promise<WireCompletion>
  createUnchecked(params: UncheckedParams, options?: Options): Promise<WireCompletion | UncheckedStream>
}

/** Binds the calls to one gateway's operations. */
export function createChatCompletions<G extends GatewayId>(
  find: FindOperation,
  context: CallContext,
): ChatCompletions<G> {
  const ask = async (params: UncheckedParams, options?: Options, isUnchecked = false) =>
    complete(find(params.model, isUnchecked), params, context, options)
  const createWithResponse = (params: UncheckedParams, options?: Options) => ask(params, options)
  const create = async (params: UncheckedParams, options?: Options) => (await ask(params, options)).data
  const createUnchecked = async (params: UncheckedParams, options?: Options) => (await ask(params, options, true)).data
  // The boundary to the documented types: `stream` says which of the two comes, and unwrap.ts what of it is checked.
  return { create, createWithResponse, createUnchecked } as unknown as ChatCompletions<G>
}

async function complete(operation: Operation, params: UncheckedParams, context: CallContext, options: Options = {}) {
  const body = { ...params, ...options.extraBody }
  const isStream = body.stream === true
  const headers = { Accept: isStream ? 'text/event-stream' : 'application/json', ...options.headers }
  const call = startCall(params.model, { ...context, limits: resolveLimits(options, context.limits) }, options.signal)
  try {
    const response = await send(operation, { body, headers }, call)
    if (isStream) await checkEventStream(response, call)
    const data = isStream ? new ChatCompletionStream(response, call) : await unwrapCompletion(response, call)
    if (!isStream) call.end()
    return { data, status: response.status, headers: response.headers, requestId: call.facts.requestId }
  } catch (error) {
    call.end()
    call.notify('onError', { ...call.event(), error })
    throw error
  }
}
