import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { compress } from './compress.ts'
import { packets } from './packets.ts'
import { play, type Frame } from './play.ts'
import { mediaTypeOf, renderSteps } from './render-steps.ts'
import type { Answer } from './scenario-schema.ts'

/** What is known only when the answer is given. */
export interface AnswerContext {
  /** Origin and path of the second server. */
  elsewhere: string
  /** Told before the status line is sent. */
  onStatus: (status: number) => void
}

/**
 * Answers one request on its raw socket. The body is chunked unless the answer has a `content-length`, which is sent
 * as it stands, or takes `transfer-encoding` away: such a body ends with its connection.
 */
export async function playAnswer(answer: Answer, socket: Socket, context: AnswerContext): Promise<void> {
  const isStillThere = await play(renderSteps(answer.before), socket)
  if (!isStillThere) return
  const headers = headersOf(answer, context)
  context.onStatus(answer.status)
  socket.write(renderHead(answer.status, headers))

  const isChunked = headers.has('transfer-encoding')
  const rendered = renderSteps(answer.body, answer)
  const compressed = answer.encoding ? await compress(rendered, answer.encoding) : rendered
  const moves = answer.packet ? packets(compressed, answer.packet) : compressed
  const isWhole = await play(moves, socket, isChunked ? chunked : undefined)
  if (!isWhole) return
  if (isChunked) socket.write('0\r\n\r\n')
  else if (!headers.has('content-length')) socket.end()
}

function headersOf({ headers, body, encoding }: Answer, { elsewhere }: AnswerContext): Map<string, string> {
  const isSized = headers['content-length'] != null
  const result = new Map([
    ['content-type', mediaTypeOf(body)],
    ['connection', 'keep-alive'],
    ...(isSized ? [] : [['transfer-encoding', 'chunked'] as const]),
    ...(encoding ? [['content-encoding', encoding] as const] : []),
  ])
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) result.delete(name)
    else result.set(name, fillInLate(String(value), elsewhere))
  }
  return result
}

function fillInLate(value: string, elsewhere: string): string {
  const inTwoSeconds = new Date(Date.now() + 2000).toUTCString()
  return value.replaceAll('$elsewhere', elsewhere).replaceAll('$inTwoSeconds', inTwoSeconds)
}

function renderHead(status: number, headers: ReadonlyMap<string, string>): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${String(status)} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n`
}

const chunked: Frame = (bytes) =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')])
