import { nestRows, type Parameter } from './members.ts'
import { PageProblem, type PageLine } from './page-line.ts'
import type { Prose } from './prose.ts'
import type { Row } from './rows.ts'
import { headerSchema, statedProse } from './schema.ts'
import { stated, statedList, statedObject, type Stated } from './stated.ts'

/** What the header table says, in the places that OpenAPI has for it. */
export interface Headers {
  /** What the Content-Type row says of the body. */
  bodyDescription: Prose | undefined
  /** Every header but Content-Type and Authorization, which OpenAPI takes for no parameters. */
  parameters: Stated | undefined
  security: Stated | undefined
  securitySchemes: Stated | undefined
}

/** Reads the rows of the header table. The body's media type is the one in its section's heading. */
export function readHeaders(rows: readonly Row[], mediaType: PageLine): Headers {
  const headers = nestRows(rows)
  refuseRepeatedHeader(headers)
  const find = (name: string) => headers.find((header) => isNamed(header, name))
  const contentType = find('content-type')
  const authorization = find('authorization')
  if (contentType) checkContentType(contentType, mediaType)
  if (authorization) checkBearer(authorization)
  const others = headers.filter((header) => header !== contentType && header !== authorization)
  return {
    bodyDescription: contentType?.description,
    parameters: statedList(others.map(headerParameter)),
    security: authorization && securityRequirement(authorization),
    securitySchemes: authorization && bearerScheme(authorization),
  }
}

function headerParameter(header: Parameter): Stated {
  const { name, isRequired, description, example } = header
  return statedObject(name.line, [
    ['name', stated(name)],
    ['in', stated({ value: 'header', line: name.line })],
    ['required', stated(isRequired)],
    ['description', statedProse(description)],
    ['schema', headerSchema(header)],
    ['example', example && stated(example)],
  ])
}

/** OpenAPI states it with the body, and has no word for a body without it. */
function checkContentType(header: Parameter, mediaType: PageLine): void {
  refuseOtherType(header)
  const { isRequired, example } = header
  if (!isRequired.value) throw unusable(isRequired.line, 'a request with a body needs its Content-Type')
  if (example?.value !== mediaType.value) {
    const found = example ? `is ${String(example.value)}` : 'has no example'
    throw unusable(example?.line ?? header.name.line, `Content-Type ${found}, the body is ${mediaType.value}`)
  }
}

function checkBearer(header: Parameter): void {
  refuseOtherType(header)
  if (typeof header.example?.value !== 'string' || !/^Bearer \$\S+$/.test(header.example.value)) {
    throw unusable(
      header.example?.line ?? header.name.line,
      'the example of Authorization is not "Bearer $" and a name',
    )
  }
}

/** An empty requirement beside the other says that a request may come without. */
function securityRequirement({ isRequired }: Parameter): Stated | undefined {
  const { line } = isRequired
  const bearer = statedObject(line, [['bearerAuth', stated({ value: [], line })]])
  return statedList(isRequired.value ? [bearer] : [bearer, statedObject(line, [])])
}

function bearerScheme({ name, description, example }: Parameter): Stated {
  const line = example?.line ?? name.line
  const scheme = statedObject(name.line, [
    ['type', stated({ value: 'http', line })],
    ['scheme', stated({ value: 'bearer', line })],
    ['description', statedProse(description)],
  ])
  return statedObject(name.line, [['bearerAuth', scheme]])
}

function refuseOtherType({ name, type }: Parameter): void {
  if (type.value !== 'string') throw unusable(type.line, `${name.value} is a string, not of type ${type.value}`)
}

/** Names of headers are the same in capitals. */
function refuseRepeatedHeader(headers: readonly Parameter[]): void {
  const repeated = headers.find(
    (header, index) => headers.findIndex((other) => isNamed(header, other.name.value.toLowerCase())) < index,
  )
  if (repeated) throw new PageProblem('DC122', repeated.name.line, `a second row "${repeated.name.value}"`)
}

function isNamed({ name }: Parameter, lowerCaseName: string): boolean {
  return name.value.toLowerCase() === lowerCaseName
}

function unusable(line: number, message: string): PageProblem {
  return new PageProblem('DC123', line, message)
}
