import type { Body } from './body.ts'
import type { Headers } from './headers.ts'
import type { LabelledProse } from './labels.ts'
import { isFilled, type PageLine } from './page-line.ts'
import { joinLines } from './prose.ts'
import type { RequestLine } from './request-line.ts'
import { objectSchema, statedProse } from './schema.ts'
import { stated, statedList, statedObject, type Stated } from './stated.ts'

export interface PageFacts {
  title: PageLine
  prose: LabelledProse
  requestLine: RequestLine
  headers: Headers | undefined
  body: Body
}

/** OpenAPI demands a version of the document, and this form of page states none. */
const VERSION = 'unstated'

/** The OpenAPI document that says what the page says. It has no `responses`: the page states none. */
export function makeDocument({ title, prose, requestLine, headers, body }: PageFacts): Stated {
  const { method, origin, path } = requestLine
  const operation = statedObject(method.line, [
    ['parameters', headers?.parameters],
    ['requestBody', makeRequestBody(body, headers)],
  ])
  const server = statedObject(origin.line, [['url', stated(origin)]])
  return statedObject(title.line, [
    ['openapi', stated({ value: '3.1.0', line: title.line })],
    ['info', makeInfo(title, prose)],
    ['servers', statedList([server])],
    ['security', headers?.security],
    [
      'paths',
      statedObject(path.line, [[path.value, statedObject(path.line, [[method.value.toLowerCase(), operation]])]]),
    ],
    [
      'components',
      headers?.securitySchemes &&
        statedObject(headers.securitySchemes.line, [['securitySchemes', headers.securitySchemes]]),
    ],
  ])
}

/** The note is a sentence behind the overview's. */
function makeInfo(title: PageLine, { overview, labels }: LabelledProse): Stated {
  const lines = [...overview, ...(labels.get('Note')?.lines ?? [])]
  return statedObject(title.line, [
    ['title', stated(title)],
    ['version', stated({ value: VERSION, line: title.line })],
    ['description', statedProse(isFilled(lines) ? joinLines(lines) : undefined)],
  ])
}

function makeRequestBody(body: Body, headers: Headers | undefined): Stated {
  const { line, mediaType, parameters } = body
  const firstRequired = parameters.find(({ isRequired }) => isRequired.value)
  const schema = objectSchema(body)
  return statedObject(line, [
    ['description', statedProse(headers?.bodyDescription)],
    ['required', firstRequired && stated(firstRequired.isRequired)],
    ['content', statedObject(line, [[mediaType.value, statedObject(line, [['schema', schema]])]])],
  ])
}
