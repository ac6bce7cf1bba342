import { makeChunk, makeCompletion } from '../faults/doubao-shapes.ts'

/** What a gateway is about to say: JSON, or the chunks of a stream. */
export interface Outcome {
  status: number
  json: Record<string, unknown>
  chunks?: Record<string, unknown>[] | undefined
  hasEndMark: boolean
  /** The connection is closed, and nothing said. */
  isSilent?: boolean
}

/** What is to be known of a request to answer it rightly. */
export interface Asked {
  isKeyRight: boolean
  isValid: boolean
  isStream: boolean
}

/** What a gateway that keeps its docs answers, in the shapes that the vendor's service was seen to send. */
export function rightOutcome({ isKeyRight, isValid, isStream }: Asked): Outcome {
  if (!isKeyRight) {
    return refusal(401, 'AuthenticationError', 'The API key in the request is missing or invalid.', 'Unauthorized')
  }
  if (!isValid) {
    return refusal(400, 'InvalidParameter', 'A parameter specified in the request is not valid.', 'BadRequest')
  }
  const json = asOpenObject(makeCompletion({ content: '春眠不觉晓，', reasoning_content: '接下一句。' }, 'length'))
  if (!isStream) return { status: 200, json, hasEndMark: false }
  const chunks = [
    makeChunk({ content: '', reasoning_content: '接下' }),
    makeChunk({ content: '', reasoning_content: '一句。' }),
    makeChunk({ content: '春眠' }),
    makeChunk({ content: '不觉晓，' }),
    makeChunk({ content: '' }, 'length'),
  ]
  return { status: 200, json, chunks: chunks.map(asOpenObject), hasEndMark: true }
}

/** An error in the vendor's envelope. */
export function refusal(status: number, code: string, text: string, type: string): Outcome {
  const message = `${text} Request id: 02175310000000000000000000000000000${String(status)}`
  return { status, json: { error: { code, message, param: '', type } }, hasEndMark: false }
}

function asOpenObject(value: object): Record<string, unknown> {
  return { ...value }
}
