import { expect, it } from 'vitest'
import { recordingPath } from './engine/live/recording.ts'
import { createKeyRedactor } from './engine/live/redact-key.ts'
import { planLiveRuns } from './engine/live/run-live.ts'
import { deviations, type DeviationName } from './support/live/deviations.ts'
import { readOwnRecordings } from './support/live/read-recordings.ts'
import { GATEWAY_KEY, replay, runAgainstGateway } from './support/live/run-against-gateway.ts'
import { readEvolvingTarget } from './support/evolving-target.ts'
import { readTargets } from './support/read-targets.ts'

const targets = await readTargets()
const evolving = await readEvolvingTarget()
const recordings = readOwnRecordings()
const deviationCases = Object.entries(deviations).map(([name, deviation]) => {
  return { ...deviation, name: name as DeviationName }
})
const question = { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '你好！' }] }

it('a model costs four requests: a completion, a stream, one bound violated, and a wrong key', () => {
  const body = { ...question, max_tokens: 16 }

  const [run] = planLiveRuns([evolving])

  expect(run?.cases).toEqual([
    { name: 'completion', expects: 'completion', body },
    { name: 'stream', expects: 'stream', body: { ...body, stream: true } },
    { name: 'out-of-bounds', expects: 'refusal', body: { ...body, temperature: 2.001 } },
    { name: 'wrong-key', expects: 'wrong-key', body },
  ])
})

it('what a page does not document is not sent', () => {
  const text = JSON.stringify(evolving.document).replaceAll(/"(max_tokens|text.event-stream)"/g, '"other/thing"')
  const document = JSON.parse(text) as Record<string, unknown>

  const [run] = planLiveRuns([{ ...evolving, document, strictDocument: undefined }])

  expect(run?.cases.map(({ body }) => body)).toEqual([question, { ...question, temperature: 2.001 }, question])
})

it.each(targets)('a gateway that keeps its docs is clean: $gateway $model', async (target) => {
  const { result, requestCount } = await runAgainstGateway(target)

  expect(result.findings).toEqual([])
  expect(result.passed).toBeGreaterThan(18)
  expect(requestCount).toBe(4)
})

it.each(deviationCases)('a gateway is found out, live and in its recording: $what', async ({ name, code, cases }) => {
  const { result, recordings: recorded } = await runAgainstGateway(evolving, { deviation: name })
  const [replayed] = await replay([evolving], recorded)

  const { findings } = result
  expect(new Set(findings.map((finding) => `${finding.code} ${finding.side}`))).toEqual(new Set([`${code} gateway`]))
  expect(new Set(findings.map(({ message }) => message.split(':')[0]))).toEqual(new Set(cases))
  expect(findings.every(({ pointer, gateway, model }) => pointer && gateway && model)).toBe(true)
  expect(replayed?.findings).toEqual(findings)
})

it('there are ten deviations and more', () => {
  expect(deviationCases.length).toBeGreaterThan(10)
})

it('a finding names the constraint that the gateway does not keep, and its page line', async () => {
  const locate = (_: unknown, pointer: string) => ({ file: 'specs/pages/page.txt', line: pointer.length })

  const { result } = await runAgainstGateway(evolving, { deviation: 'accepts-out-of-bounds' }, { locate })

  const pointer =
    '/paths/~1v1~1chat~1completions/post/requestBody/content/application~1json/schema/properties/temperature'
  const place = { pointer, file: 'specs/pages/page.txt', line: pointer.length }
  expect(result.findings).toEqual([
    expect.objectContaining({ ...place, gateway: 'anyfast', model: 'doubao-seed-evolving', code: 'DC402' }),
  ])
})

it('what a gateway adds to its docs is no finding, and is listed', async () => {
  const { result } = await runAgainstGateway(evolving)

  expect(result.undocumented).toEqual(['completion /choices/*/logprobs', 'completion /service_tier'])
})

it('a gateway that quotes the key is clean, and no recording holds the key in any form', async () => {
  const { result, recordings: recorded } = await runAgainstGateway(evolving, { quotesKey: true })

  const text = JSON.stringify(recorded)
  expect(result.findings).toEqual([])
  expect(recorded).toHaveLength(4)
  expect(text).toContain('Authorization: Bearer [API key]')
  expect(text).not.toMatch(/cookie|4711|"authorization"/)
  for (const form of [GATEWAY_KEY, encodeURIComponent(GATEWAY_KEY)]) expect(text).not.toContain(form)
  for (const offset of [0, 1, 2, 3, 4, 5]) {
    const encoded = Buffer.from('-'.repeat(offset) + GATEWAY_KEY).toString('base64')
    expect(text).not.toContain(encoded.slice(8, -4))
  }
})

it('a key that is too short to be told from other texts cannot be taken out', () => {
  expect(() => createKeyRedactor('hello')).toThrow(RangeError)
})

it('a recording holds the request, the answer as it came, and no header that may be secret', async () => {
  const { recordings: recorded } = await runAgainstGateway(evolving)

  const [completion, stream] = recorded
  expect(completion).toMatchObject({
    gateway: 'anyfast',
    spec: 'doubao-seed-evolving',
    request: {
      method: 'POST',
      path: '/v1/chat/completions',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: { ...question, max_tokens: 16 },
    },
    response: { status: 200, isWhole: true },
  })
  expect(Object.keys(completion?.response?.headers ?? {})).toEqual(['content-type', 'x-request-id'])
  expect(stream?.response?.body).toMatch(/^data: \{"choices":.*\n\ndata: \[DONE\]\n\n$/s)
  expect(stream && recordingPath(stream)).toBe('anyfast/doubao-seed-evolving/doubao-seed-evolving/stream.json')
})

it('a recording whose request the docs forbid by now is a finding about the spec', async () => {
  const [first] = recordings.filter(({ model, expects }) => model === evolving.model && expects === 'completion')
  const stale = first && { ...first, request: { ...first.request, body: { ...question, max_tokens: 0 } } }

  const [result] = await replay([evolving], stale ? [stale] : [])

  expect(result?.findings).toEqual([expect.objectContaining({ code: 'DC412', side: 'spec' })])
})

it('a recording is played to the model that it is of, and to no other', async () => {
  const last = targets.filter(({ gateway }) => gateway === 'theturbo').slice(-1)
  const recorded = await Promise.all(last.map((target) => runAgainstGateway(target)))

  const results = await replay(
    targets,
    recorded.flatMap((run) => run.recordings),
  )

  expect(results.map(({ model }) => model)).toEqual(last.map(({ model }) => model))
})

it("this project's recordings are of every spec, and have no finding", async () => {
  const results = await replay(targets, recordings)

  expect(new Set(results.map(({ id }) => id))).toEqual(new Set(targets.map(({ id }) => id)))
  expect(results.flatMap(({ findings }) => findings)).toEqual([])
  expect(new Set(recordings.map(({ expects }) => expects)).size).toBe(4)
})
