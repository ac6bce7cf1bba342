import { ChatCompletionStream } from './chat-stream.ts'
import type { RequestOptions } from './client-options.ts'
import { readRequestId } from './errors/error-body.ts'
import type { Redact } from './errors/redact.ts'
import {
  listModels,
  type DocumentedBody,
  type DocumentedChunk,
  type DocumentedCompletion,
  type GatewayId,
  type ModelId,
  type Operation,
  type Operations,
} from './operations.ts'
import { send } from './transport.ts'
import { unwrapCompletion, unwrapEventStream, unwrapResponse, type UnwrapContext } from './unwrap.ts'
import type { WireChunk, WireCompletion } from './wire-types.ts'

/** The parameters that the docs of gateway `G` state for model `M`. Others do not compile; see `extraBody`. */
export type ChatCompletionParams<G extends GatewayId, M extends ModelId<G>> = { model: M } & Omit<
  DocumentedBody<G, M>,
  'model' | 'stream'
> & { stream?: boolean | undefined }

type ChoiceOf<Completion> = Completion extends { choices: (infer Choice)[] } ? Choice : never
type MessageOf<Choice> = Choice extends { message?: infer Message } ? NonNullable<Message> : never
type ChoiceWithMessage<Choice> = Omit<Choice, 'message'> & { message: MessageOf<Choice> }
type WithMessages<Completion> = Omit<Completion, 'choices'> & {
  choices: [ChoiceWithMessage<ChoiceOf<Completion>>, ...ChoiceWithMessage<ChoiceOf<Completion>>[]]
}

/** The documented completion, of which one thing more is checked: at least one choice, and a message in each. */
export type ChatCompletion<G extends GatewayId, M extends ModelId<G>> = WithMessages<DocumentedCompletion<G, M>>

/** One event of a stream, as the gateway sent it. */
export type ChatCompletionChunk<G extends GatewayId, M extends ModelId<G>> = DocumentedChunk<G, M>

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
  /** The gateway's id of the request, where a header holds it. */
  requestId: string | undefined
}

interface Streamed {
  stream: true
}
interface Whole {
  stream?: false | undefined
}
type Stream<G extends GatewayId, M extends ModelId<G>> = ChatCompletionStream<
  ChatCompletionChunk<G, M>,
  ChatCompletion<G, M>
>
type UncheckedStream = ChatCompletionStream<WireChunk, WireCompletion>

/** `client.chat.completions`: POST …/chat/completions of one gateway. */
export interface ChatCompletions<G extends GatewayId> {
  /**
   * Asks a documented model for a completion: one object, or with `stream: true` its chunks as they come.
   *
   * @throws APIError or one of its subclasses for an error status; APIConnectionError where no answer came;
   * UnexpectedResponseError for a success that is no completion; the signal's reason after an abort; a `TypeError`
   * for a model that this gateway does not document.
   */
  create<M extends ModelId<G>>(
    params: ChatCompletionParams<G, M> & Streamed,
    options?: RequestOptions,
  ): Promise<Stream<G, M>>
  create<M extends ModelId<G>>(
    params: ChatCompletionParams<G, M> & Whole,
    options?: RequestOptions,
  ): Promise<ChatCompletion<G, M>>
  create<M extends ModelId<G>>(
    params: ChatCompletionParams<G, M>,
    options?: RequestOptions,
  ): Promise<ChatCompletion<G, M> | Stream<G, M>>

  /** The same as `create`, with the response's status, headers and request id. */
  createWithResponse<M extends ModelId<G>>(
    params: ChatCompletionParams<G, M> & Streamed,
    options?: RequestOptions,
  ): Promise<WithResponse<Stream<G, M>>>
  createWithResponse<M extends ModelId<G>>(
    params: ChatCompletionParams<G, M> & Whole,
    options?: RequestOptions,
  ): Promise<WithResponse<ChatCompletion<G, M>>>

  /** The same as `create` for a model that the docs do not know yet. No parameter and no answer type is checked. */
  createUnchecked(params: UncheckedParams & Streamed, options?: RequestOptions): Promise<UncheckedStream>
  createUnchecked(params: UncheckedParams & Whole, options?: RequestOptions): Promise<WireCompletion>
  createUnchecked(params: UncheckedParams, options?: RequestOptions): Promise<WireCompletion | UncheckedStream>
}

/** Binds the calls to one gateway's operations. `redact` takes the API key out of whatever a gateway says. */
export function createChatCompletions<G extends GatewayId>(
  gateway: G,
  operations: Operations,
  redact: Redact,
): ChatCompletions<G> {
  const operationFor = (model: string): Operation => {
    const operation = operations.forModel(model)
    if (operation) return operation
    const models = listModels(gateway).join(', ')
    throw new TypeError(`${gateway} documents ${models}, not ${JSON.stringify(model)}: see createUnchecked()`)
  }
  const complete = async (params: UncheckedParams, options?: RequestOptions) =>
    requestCompletion(operationFor(params.model), params, redact, options)

  const calls = {
    create: async (params: UncheckedParams, options?: RequestOptions) => (await complete(params, options)).data,
    createWithResponse: complete,
    createUnchecked: async (params: UncheckedParams, options?: RequestOptions) =>
      (await requestCompletion(operations.forUnknownModel, params, redact, options)).data,
  }
  // The boundary to the documented types: which of the two a call returns follows from `stream`, and what the gateway
  // sent is taken for what its docs say beyond the check in unwrap.ts.
  return calls as unknown as ChatCompletions<G>
}

async function requestCompletion(
  operation: Operation,
  params: UncheckedParams,
  redact: Redact,
  { signal, headers, extraBody }: RequestOptions = {},
): Promise<WithResponse<WireCompletion | UncheckedStream>> {
  const body = { ...params, ...extraBody }
  const isStream = body.stream === true
  const accept = isStream ? 'text/event-stream' : 'application/json'
  const context: UnwrapContext = { redact, signal }

  const answer = await send(operation, { body, headers: { Accept: accept, ...headers }, signal }, redact)
  const response = unwrapResponse(answer, context)
  const requestId = readRequestId(response.headers)
  const data = isStream
    ? new ChatCompletionStream<WireChunk, WireCompletion>(await unwrapEventStream(response, context), {
        ...context,
        requestId,
      })
    : await unwrapCompletion(response, context)
  return { data, status: response.status, headers: response.headers, requestId }
}
