import * as v from 'valibot'
import type { ContractTarget } from '../contract-target.ts'
import type { LiveCall } from './call-gateway.ts'
import type { LiveCase } from './live-case.ts'

const headers = v.record(v.string(), v.string())

/** A file of a recording: one call, as it may be shown to anyone. */
export const recordingSchema = v.strictObject({
  gateway: v.string(),
  spec: v.string(),
  model: v.string(),
  case: v.string(),
  expects: v.picklist(['completion', 'stream', 'refusal', 'wrong-key']),
  date: v.pipe(v.string(), v.isoTimestamp()),
  /** Of doubao-client. */
  version: v.string(),
  /** Where it comes from, if it is no recording of a live run. */
  note: v.optional(v.string()),
  request: v.strictObject({
    method: v.string(),
    path: v.string(),
    headers,
    body: v.record(v.string(), v.unknown()),
  }),
  /** Null where no answer came. */
  response: v.nullable(
    v.strictObject({
      status: v.pipe(v.number(), v.integer(), v.minValue(200), v.maxValue(599)),
      headers,
      body: v.string(),
      isWhole: v.boolean(),
    }),
  ),
})

/** What {@link recordingSchema} describes. */
export type Recording = v.InferOutput<typeof recordingSchema>

/** When a recording was made, and by what. */
export type RecordingStamp = Pick<Recording, 'date' | 'version'>

/** Records one call. Gives undefined where it sent no request. */
export function makeRecording(
  { id, gateway, model }: ContractTarget,
  liveCase: LiveCase,
  { requests: [sent], answer }: LiveCall,
  stamp: RecordingStamp,
): Recording | undefined {
  if (!sent) return undefined
  const { method, path, headers: sentHeaders } = sent
  return {
    gateway,
    spec: id.slice(gateway.length + 1),
    model,
    case: liveCase.name,
    expects: liveCase.expects,
    ...stamp,
    request: { method, path, headers: sentHeaders, body: liveCase.body },
    response: answer ?? null,
  }
}

type RecordingIdentity = Pick<Recording, 'gateway' | 'spec' | 'model' | 'case'>

/** `<gateway>/<spec>/<model>/<case>.json` */
export function recordingPath({ gateway, spec, model, case: name }: RecordingIdentity): string {
  return [gateway, spec, model, `${name}.json`].map(encodeURIComponent).join('/')
}
