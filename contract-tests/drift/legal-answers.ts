/** Which mutants are correct answers all the same, and why: the must-accept set. Reviewed by hand. */
export interface LegalAnswers {
  family: 'json' | 'stream'
  operators: string[]
  /** JSON pointers, of streams behind the kind of chunk; `*` stands for one key, `**` for any number. */
  pointers: string[]
  reason: string
}

const UNTOLD = ['drop', 'rename']
const DELTA = '/*/choices/*/delta'
const CALL = `${DELTA}/tool_calls/*`
const MESSAGE = '/choices/*/message'

const anyText = 'any text may stand here: none is the right one'
const optional = 'the docs require it nowhere, and the format has it as optional'

/** The whole list. An entry that no mutant needs is an error of a test. */
export const legalAnswers: LegalAnswers[] = [
  { family: 'json', operators: ['extra'], pointers: ['/**'], reason: 'keys that no docs state have to survive' },
  { family: 'json', operators: ['bogus'], pointers: ['/id', '/model'], reason: anyText },
  {
    family: 'json',
    operators: ['bogus', 'empty'],
    pointers: [`${MESSAGE}/content`, `${MESSAGE}/reasoning_content`],
    reason: 'the model may say anything, and nothing',
  },
  {
    family: 'json',
    operators: UNTOLD,
    pointers: [`${MESSAGE}/reasoning_content`],
    reason: 'there while the model thinks alone, as page 002 says',
  },
  {
    family: 'json',
    operators: ['null'],
    pointers: ['/choices/*/finish_reason'],
    reason: 'the documented enum lists null',
  },
  {
    family: 'json',
    operators: ['bogus'],
    pointers: [`${MESSAGE}/tool_calls/*/id`, `${MESSAGE}/tool_calls/*/function/name`],
    reason: anyText,
  },
  {
    family: 'json',
    operators: ['bogus', 'empty'],
    pointers: [`${MESSAGE}/tool_calls/*/function/arguments`],
    reason: 'JSON text as the model wrote it, which may be invalid, as the schema says',
  },
  {
    family: 'json',
    operators: UNTOLD,
    pointers: ['/usage', '/usage/prompt_tokens_details', '/usage/prompt_tokens_details/cached_tokens'],
    reason: optional,
  },
  { family: 'json', operators: ['empty'], pointers: ['/usage/prompt_tokens_details'], reason: optional },

  { family: 'stream', operators: ['extra'], pointers: ['/**'], reason: 'keys that no docs state have to survive' },
  {
    family: 'stream',
    operators: [...UNTOLD, 'null', 'empty', 'bogus'],
    pointers: [`${DELTA}/content`, `${DELTA}/reasoning_content`],
    reason: 'a text of another length is a text: no one can tell what the model left out',
  },
  {
    family: 'stream',
    operators: ['empty'],
    pointers: ['/reasoning/choices/*/delta', '/content/choices/*/delta', '/finish/choices/*/delta'],
    reason: 'a delta may tell nothing, as the last one of many gateways does',
  },
  {
    family: 'stream',
    operators: UNTOLD,
    pointers: [`${DELTA}/role`],
    reason: 'the role stands in each chunk or in one',
  },
  { family: 'stream', operators: [...UNTOLD, 'empty', 'bogus'], pointers: ['/*/service_tier'], reason: optional },
  {
    family: 'stream',
    operators: UNTOLD,
    pointers: ['/reasoning/usage', '/content/usage', '/tools/usage', '/finish/usage'],
    reason: 'usage is null or absent in a chunk that does not tell it',
  },
  {
    family: 'stream',
    operators: UNTOLD,
    pointers: ['/usage/usage/prompt_tokens_details', '/usage/usage/prompt_tokens_details/cached_tokens'],
    reason: optional,
  },
  { family: 'stream', operators: ['empty'], pointers: ['/usage/usage/prompt_tokens_details'], reason: optional },
  { family: 'stream', operators: ['bogus'], pointers: [`${CALL}/id`, `${CALL}/function/name`], reason: anyText },
  {
    family: 'stream',
    operators: ['empty'],
    pointers: ['/tools/choices/*/delta/tool_calls/*/function/arguments'],
    reason: 'a call without arguments may leave them empty',
  },
  {
    family: 'stream',
    operators: UNTOLD,
    pointers: ['/start/choices/*/delta/tool_calls/*/function/arguments'],
    reason: 'the first fragment names the call; its arguments may all come later',
  },
  {
    family: 'stream',
    operators: ['content lost', 'content twice', 'contents swapped'],
    pointers: ['/'],
    reason: 'the stream is still a legal stream: no one can tell what the model said',
  },
  {
    family: 'stream',
    operators: ['no usage chunk'],
    pointers: ['/'],
    reason: 'the usage comes only where `stream_options` asks for it',
  },
  {
    family: 'stream',
    operators: ['comments between', 'other fields', 'carriage returns', 'no space', 'byte order mark'],
    pointers: ['/'],
    reason: 'the same events by the rules of event streams',
  },
  {
    family: 'stream',
    operators: ['stopped with calls'],
    pointers: ['/'],
    reason: 'a tool that the request names is called with the finish_reason stop',
  },
  {
    family: 'stream',
    operators: ['whole calls with the end'],
    pointers: ['/'],
    reason: 'a shape that the vendor sends',
  },
]

/** Why a mutant is a correct answer; undefined where it is none. */
export function legalReason(
  family: LegalAnswers['family'],
  { operator, pointer }: { operator: string; pointer: string },
): string | undefined {
  return legalAnswers.find((entry) => isOf(entry, family, operator, pointer))?.reason
}

/** Whether an entry of the list is about a mutant. */
export function isOf(entry: LegalAnswers, family: LegalAnswers['family'], operator: string, pointer: string): boolean {
  if (entry.family !== family || !entry.operators.includes(operator)) return false
  return entry.pointers.some((pattern) => patternOf(pattern).test(pointer || '/'))
}

function patternOf(pattern: string): RegExp {
  const source = pattern.replaceAll('**', '\u0000').replaceAll('*', '[^/]+').replaceAll('\u0000', '.*')
  return new RegExp(`^${source}$`)
}
