const CLIENT = 'export function createSseClient'

const REPLACEMENT = `${CLIENT}<TData = unknown>(_: ServerSentEventsOptions): ServerSentEventsResult<TData> {
  throw new TypeError("left out, as it would send a paid request again: use { parseAs: 'stream' }");
}
`

/**
 * Keeps the types of the runtime's SSE module and puts a refusal in place of its client, which would send a paid
 * request again after a failure, and which the facade never calls.
 *
 * @throws Error where the module has no such client: the generator has changed.
 */
export function leaveOutSseClient(sseModule: string): string {
  const from = sseModule.indexOf(CLIENT)
  if (from < 0) throw new Error(`the generator's SSE module has no "${CLIENT}" any more`)
  return sseModule.slice(0, from) + REPLACEMENT
}
