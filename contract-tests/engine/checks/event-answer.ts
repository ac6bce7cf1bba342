import { readEvents } from '../answers/event-text.ts'
import { callAnswered, type Call, type CheckContext } from '../check-context.ts'
import { CHUNK_POINTER } from '../contract-target.ts'
import { checkAgreement } from './agreement.ts'
import { takeExchange } from './own-answers.ts'
import { checkSchema } from './schema.ts'

/** Answers one call with the text of a stream. */
export async function answerWithEvents(
  context: CheckContext,
  text: string,
  body: Record<string, unknown>,
  read: (result: unknown) => Promise<unknown>,
): Promise<Call> {
  const headers = { 'content-type': 'text/event-stream' }
  return await callAnswered(context, new Response(text, { headers }), body, { read })
}

/** Each event that went over the wire is valid by the target's spec. Gives the events back. */
export function checkEvents(context: CheckContext, name: string, call: Call): unknown[] | undefined {
  const exchange = takeExchange(context, name, call)
  if (!exchange) return undefined
  const { chunks } = readEvents(exchange.responseBody)
  for (const chunk of chunks) {
    checkSchema(context, CHUNK_POINTER, chunk, { code: 'DC404', side: 'gateway', message: `${name}: in a chunk` })
    checkAgreement(context, name, CHUNK_POINTER, chunk)
  }
  return chunks
}

/** A finding about the facade's handling of chunks. */
export function failure(name: string, code: 'DC407' | 'DC408' | 'DC414', message: string) {
  return { code, side: 'facade', pointer: CHUNK_POINTER, message: `${name}: ${message}` } as const
}
