import { MOCK_API_KEY, type CheckContext } from '../check-context.ts'
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
}

/**
 * Nothing counts until it was seen to fail: the mock has to refuse what no client sends, past the client and by the
 * runtime's own fetch.
 */
export async function checkMockCanaries({ target, mock, recorder }: CheckContext, valid: RequestCase): Promise<void> {
  const { operation, document } = target
  const { isSecured, isBodyRequired, refusalStatus, mediaTypeRefusalStatus, bodyPointer, securityPointer } = operation
  const url = new URL(operation.path, await mock.baseURL(target.id))
  const json = { 'content-type': 'application/json' }
  const keyed = { ...json, authorization: `Bearer ${MOCK_API_KEY}` }
  const refused = { status: refusalStatus, headers: keyed }
  const { pointer: schema } = resolveReference(document, schemaAt(operation.requestPointer))
  const body = JSON.stringify(valid.body)
  const canaries: RawRequest[] = [
    { what: 'a request whose body is {}', ...refused, pointer: `${schema}/required`, body: '{}' },
    { what: 'a request whose body is null', ...refused, pointer: `${schema}/type`, body: 'null' },
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

const FORM = 'application/x-www-form-urlencoded'

/**
 * Every answer's schema has to refuse an answer for each kind of constraint that it has, and none may take what another
 * documents: success and error have to be told apart.
 */
export function checkSchemaCanaries(context: CheckContext): void {
  const { target, recorder } = context
  const { document, operation, validator, strictValidator, completionPointer } = target
  const examples = operation.answers.map(({ status, schemaPointer, example }) => {
    const samples = sampleValues(document, schemaAt(schemaPointer))
    for (const [index, sample] of samples.entries()) {
      const name = `sample ${String(index + 1)} of status ${String(status)}`
      checkSchema(context, schemaPointer, sample, { code: 'DC412', side: 'spec', message: name })
    }
    return { status, schemaPointer, example: example ?? samples[0] }
  })
  for (const { status, schemaPointer, example } of examples) {
    const isAllowed = (value: unknown) => validator.violations(schemaPointer, value).length === 0
    const bad = invalidValues(document, schemaAt(schemaPointer), example, isAllowed)
    const kinds = new Set(bad.map(({ kind }) => kind))
    recorder.check(kinds.size > 0, () => ({
      code: 'DC411',
      side: 'spec',
      pointer: schemaPointer,
      message: `the schema of status ${String(status)} constrains nothing`,
    }))
    for (const kind of kinds) {
      const ofKind = bad.filter((value) => value.kind === kind)
      recorder.check(
        ofKind.some(({ value }) => !isAllowed(value)),
        () => ({
          code: 'DC411',
          side: 'spec',
          pointer: ofKind[0]?.pointer,
          message: `no violation of a ${kind} is flagged in an answer of status ${String(status)}`,
        }),
      )
    }
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
