import { isYamlFile, parseYaml } from '../yaml-file.ts'
import type { Fact, FactPart, WitnessProblem } from './fact.ts'
import { leavesOf } from './leaves.ts'
import { readFields, type PageLine } from './rendered-fields.ts'

const METHOD = /^(GET|PUT|POST|DELETE|OPTIONS|HEAD|PATCH|TRACE)$/
const AUTHORIZATION = /^(授权|Authorizations)$/
const BODY = /^(请求体|Body)$/
const ANSWER = /^(响应|Response)$/

/**
 * Reads the text of a rendered Mintlify page of one operation: the operation's path, its curl command, an example of
 * the answer, and the sections of authorization, body and response, in that order. Pure: text to facts, or to the
 * line where the page stops being one.
 */
export function readRenderedPage(pageText: string): Fact[] | WitnessProblem {
  const lines = pageText.split('\n').map((text, index): PageLine => ({ text: text.trim(), line: index + 1 }))
  const sections = [AUTHORIZATION, BODY, ANSWER].map((heading) => lines.findIndex(({ text }) => heading.test(text)))
  const [authorization = -1, body = -1, answer = -1] = sections
  if (sections.some((index, at) => index < 0 || index < (sections[at - 1] ?? 0))) {
    return { line: lines.length, message: 'no sections of authorization, body and response, in this order' }
  }
  const head = lines.slice(0, authorization)
  const samples = readSamples(head)
  if ('message' in samples) return samples
  return [
    ...readOperation(head),
    ...readAuthorization(lines.slice(authorization + 1, body)),
    ...samples.facts,
    ...readBody(lines.slice(body + 1, answer)),
    ...readAnswer(lines.slice(answer + 1)),
  ]
}

function operationFact(aspect: string, stated: unknown, line: number): Fact {
  return { part: 'operation', path: [], aspect, stated, line }
}

/** The method and the path's parts stand on lines of their own, then the summary; the curl command repeats them. */
function readOperation(lines: readonly PageLine[]): Fact[] {
  const curl = lines.findIndex(({ text }) => text.startsWith('curl '))
  const start = lines.findLastIndex(({ text }, index) => index < curl && METHOD.test(text))
  const summary = lines[curl - 1]
  const path = lines.slice(start + 1, Math.max(curl - 1, 0))
  const method = lines[start]
  const command = lines.slice(
    curl,
    lines.findIndex(({ text }) => text === '{'),
  )
  return [
    operationFact('method', method?.text, method?.line ?? 1),
    // Each part stands on a line of its own, and each of them can be the one that changed.
    ...path.map(({ text, line }, index) => operationFact(`path part ${String(index)}`, text, line)),
    operationFact('path parts', path.length, path[0]?.line ?? 1),
    operationFact('summary', summary?.text, summary?.line ?? 1),
    ...command.map(({ text, line }, index) => operationFact(`curl line ${String(index)}`, text, line)),
    operationFact('curl lines', command.length, command[0]?.line ?? 1),
  ]
}

function readAuthorization(lines: readonly PageLine[]): Fact[] {
  const visible = lines.filter(({ text }) => text !== '')
  const [name, type, place, required, description] = visible
  return [
    operationFact('authorization name', name?.text, name?.line ?? 1),
    operationFact('authorization type', type?.text, type?.line ?? 1),
    operationFact('authorization place', place?.text, place?.line ?? 1),
    operationFact('authorization required', /^(必填|required)$/.test(required?.text ?? ''), required?.line ?? 1),
    operationFact('authorization description', description?.text, description?.line ?? 1),
  ]
}

function readBody(lines: readonly PageLine[]): Fact[] {
  const mediaType = lines.find(({ text }) => text !== '')
  return [
    operationFact('media type', mediaType?.text, mediaType?.line ?? 1),
    ...readFields('request', lines.slice(lines.findIndex((line) => line === mediaType) + 1)),
  ]
}

function readAnswer(lines: readonly PageLine[]): Fact[] {
  const description = lines.find(({ text }) => text !== '')
  return [
    operationFact('answer description', description?.text, description?.line ?? 1),
    ...readFields('answer', lines.slice(lines.findIndex((line) => line === description) + 1)),
  ]
}

/** The curl command's data and the example of the answer: JSON from a line `{` to a line `}`. */
function readSamples(lines: readonly PageLine[]): { facts: Fact[] } | WitnessProblem {
  const starts = lines.flatMap(({ text }, index) => (text === '{' && isOutermost(lines, index) ? [index] : []))
  const parts: FactPart[] = ['request', 'answer']
  const facts: Fact[] = []
  for (const [index, part] of parts.entries()) {
    const start = starts[index]
    const end = start === undefined ? undefined : findEnd(lines, start)
    if (start === undefined || end === undefined) return { line: 1, message: `no example of the ${part}` }
    const text = lines.slice(start, end + 1).map((line) => line.text).join('\n') // prettier-ignore
    const json = parseYaml(text)
    if (!isYamlFile(json)) return { line: start + json.line, message: `the example of the ${part}: ${json.message}` }
    facts.push(...leavesOf(json.value).map(({ path, value }): Fact => {
      return { part, path, aspect: 'sample', stated: value, line: start + json.lineOf(path) }
    })) // prettier-ignore
  }
  return { facts }
}

function isOutermost(lines: readonly PageLine[], index: number): boolean {
  return depthOf(lines.slice(0, index)) === 0
}

function findEnd(lines: readonly PageLine[], start: number): number | undefined {
  const end = lines.findIndex(
    ({ text }, index) => index > start && text.startsWith('}') && depthOf(lines.slice(start, index + 1)) === 0,
  )
  return end < 0 ? undefined : end
}

/** How many brackets are open after these lines, as far as lines that start or end with one tell. */
function depthOf(lines: readonly PageLine[]): number {
  return lines.reduce((depth, { text }) => {
    const opens = /[{[]$/.test(text) ? 1 : 0
    const closes = /^[}\]]/.test(text) ? 1 : 0
    return depth + opens - closes
  }, 0)
}
