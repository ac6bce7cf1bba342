import { MOCK_API_KEY, type CheckContext } from '../check-context.ts'
import type { PreparedTarget } from '../contract-target.ts'
import { invalidValues, schemaAt } from '../invalid-cases.ts'
import { resolveReference } from '../json-schema.ts'
import type { RequestCase } from '../request-cases.ts'
import { sampleValues } from '../sample-values.ts'
import { checkSchema } from './schema.ts'

interface RawRequest {
  what: string
  status: number
  /** JSON pointer of the constraint that it violates. */
  pointer: string
  headers: Record<string, string>
  body: string | undefined
  /** Whether it is the body's schema that refuses it. */
  isOfSchema?: boolean
}

/**
 * Nothing counts until it was seen to fail: the mock has to refuse what no client sends, past the client and by the
 * runtime's own fetch.
 */
export async function checkMockCanaries({ target, mock, recorder }: CheckContext, valid: RequestCase): Promise<void> {
  const { operation } = target
  const url = new URL(operation.path, await mock.baseURL(target.id))
  const canaries = canariesOf(target, JSON.stringify(valid.body))
  // Whatever a request's schema allows, only a mock that was seen to hold a body against it has shown anything.
  if (!canaries.some(({ isOfSchema }) => isOfSchema)) {
    const message = 'the schema of requests refuses nothing: no request can show that the mock looks at it'
    recorder.fail({ code: 'DC410', side: 'spec', pointer: operation.requestPointer, message })
  }
  for (const { what, status, pointer, headers, body } of canaries) {
    const response = await fetch(url, { method: 'POST', headers, ...(body !== undefined && { body }) })
    await response.body?.cancel()
    recorder.check(response.status === status, () => ({
      code: 'DC410',
      side: 'mock',
      pointer,
      message: `${what} is answered with ${String(response.status)}, not ${String(status)}`,
    }))
  }
}

function canariesOf({ document, operation, validator, cases }: PreparedTarget, body: string): RawRequest[] {
  const { isSecured, isBodyRequired, refusalStatus, mediaTypeRefusalStatus, bodyPointer, securityPointer } = operation
  const json = { 'content-type': 'application/json' }
  const keyed = { ...json, authorization: `Bearer ${MOCK_API_KEY}` }
  const refused = { status: refusalStatus, headers: keyed }
  const { pointer: schema } = resolveReference(document, schemaAt(operation.requestPointer))
  const bad = [
    { value: {}, pointer: `${schema}/required` },
    { value: null, pointer: `${schema}/type` },
    ...cases.invalid.slice(0, 1).map((invalid) => ({ value: invalid.body, pointer: invalid.pointer })),
  ].filter(({ value }) => validator.violations(operation.requestPointer, value).length > 0)
  const canaries: RawRequest[] = [
    ...bad.slice(0, 2).map(({ value, pointer }) => {
      const text = JSON.stringify(value)
      return { what: `a request whose body is ${text}`, ...refused, pointer, body: text, isOfSchema: true }
    }),
    {
      what: 'a body of another media type',
      status: mediaTypeRefusalStatus,
      pointer: `${bodyPointer}/content`,
      headers: { ...keyed, 'content-type': FORM },
      body,
    },
  ]
  if (isSecured) {
    canaries.push({ what: 'a request without a key', status: 401, pointer: securityPointer, headers: json, body })
  }
  if (isBodyRequired) {
    canaries.push({ what: 'a request without a body', ...refused, pointer: `${bodyPointer}/required`, body: undefined })
  }
  return canaries
}

const FORM = 'application/x-www-form-urlencoded'

/**
 * Every answer's schema has to refuse an answer for each kind of constraint that it has, and none may take what another
 * documents: success and error have to be told apart.
 */
export function checkSchemaCanaries(context: CheckContext): void {
  const { target, recorder } = context
  const { operation, validator, strictValidator, completionPointer } = target
  const examples = operation.answers.map(({ status, schemaPointer, example }) => {
    const samples = sampleValues(validator, schemaAt(schemaPointer))
    for (const [index, sample] of samples.entries()) {
      const name = `sample ${String(index + 1)} of status ${String(status)}`
      checkSchema(context, schemaPointer, sample, { code: 'DC412', side: 'spec', message: name })
    }
    return { status, schemaPointer, example: example ?? samples[0] }
  })
  for (const { status, schemaPointer, example } of examples) {
    const isAllowed = (value: unknown) => validator.violations(schemaPointer, value).length === 0
    // Each of them was refused, or it would not be there.
    const bad = invalidValues(validator, schemaAt(schemaPointer), example, isAllowed)
    const kinds = new Set(bad.map(({ kind }) => kind))
    recorder.check(kinds.size > 0, () => ({
      code: 'DC411',
      side: 'spec',
      pointer: schemaPointer,
      message: `the schema of status ${String(status)} constrains nothing`,
    }))
    recorder.pass(kinds.size)
    const others = examples.filter((other) => isSuccess(other.status) !== isSuccess(status))
    recorder.check(
      others.every((other) => strictValidator.violations(schemaPointer, other.example).length > 0),
      () => ({
        code: 'DC411',
        side: 'spec',
        pointer: schemaPointer,
        message:
          schemaPointer === completionPointer
            ? 'the schema of a completion accepts an error'
            : `the schema of status ${String(status)} accepts a completion`,
      }),
    )
  }
}

function isSuccess(status: number): boolean {
  return status < 300
}
