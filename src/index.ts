export { createClient, type Client } from './create-client.ts'
export type { ClientOptions, LimitOptions, RequestOptions } from './client-options.ts'
export type { Clock } from './clock.ts'
export type { CallEvent, Hooks, Logger } from './hooks.ts'
export type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionParams,
  ChatCompletions,
  UncheckedParams,
  WithResponse,
} from './chat.ts'
export type { ChatCompletionStream } from './chat-stream.ts'
export type { GatewayId, ModelId } from './operations.ts'
export type { WireChunk, WireCompletion } from './wire-types.ts'
export { APIConnectionError } from './errors/api-connection-error.ts'
export { APITimeoutError } from './errors/api-timeout-error.ts'
export { APIError } from './errors/api-error.ts'
export { DoubaoError } from './errors/doubao-error.ts'
export {
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from './errors/status-errors.ts'
export { StreamError } from './errors/stream-error.ts'
export { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
