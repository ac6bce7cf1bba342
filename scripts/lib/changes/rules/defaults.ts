import type { Field } from '../fields.ts'
import type { FieldPair } from '../pair-fields.ts'
import { quote } from '../quote.ts'
import type { RuleHit, RuleId } from '../rule-ids.ts'

/** Parameters by which a call costs more when their value is greater. */
const BILLED =
  /^(max_tokens|max_completion_tokens|max_output_tokens|max_new_tokens|n|best_of|enable_thinking|thinking_budget|reasoning_effort|((thinking|reasoning)\.(type|enabled|effort|budget_tokens|max_tokens))|parameters\.(duration|resolution|quality)|duration|resolution|quality|size)$/

/** Words of the same scale, the cheapest first. */
const SCALES: readonly (readonly unknown[])[] = [
  [false, true],
  ['disabled', 'auto', 'enabled'],
  ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'],
  ['standard', 'hd'],
  ['low', 'medium', 'high'],
]

/** What a call that leaves a parameter out gets now. */
export function findDefaultChanges({ direction, before, after }: FieldPair): RuleHit[] {
  const [old, fresh] = [before.schema.default, after.schema.default]
  if (direction === 'answer' || JSON.stringify(old) === JSON.stringify(fresh)) return []
  const [id, text] = describe(after, old, fresh)
  return [{ id, text, pointer: `${after.pointer}/default`, subject: after.name, direction }]
}

/** A parameter that is new and costs, whether a caller knows of it or not. */
export function findCostlyDefault(field: Field): RuleHit[] {
  const value = field.schema.default
  const scale = SCALES.find((values) => values.includes(value))
  const isOn = scale !== undefined && value !== scale[0]
  if (!BILLED.test(field.name) || field.isRequired || !isOn) return []
  const text = `${quote(field.name)} is new and ${quote(value)} where a call leaves it out, so that the same call may cost more.`
  return [
    {
      id: 'default-costs-more',
      text,
      pointer: `${field.pointer}/default`,
      subject: field.name,
      direction: 'request',
    },
  ]
}

function describe({ name }: Field, old: unknown, fresh: unknown): [id: RuleId, text: string] {
  const subject = quote(name)
  if (fresh === undefined)
    return ['default-undocumented', `${subject} has no documented default any more (was ${quote(old)}).`]
  if (old === undefined)
    return ['default-documented', `${subject} is ${quote(fresh)} by default (none was documented).`]
  const change = `${subject} is ${quote(fresh)} by default (was ${quote(old)})`
  if (name === 'stream') {
    return ['stream-default-changed', `${change}: a call that leaves it out gets another kind of answer.`]
  }
  const order = BILLED.test(name) ? compareCost(old, fresh) : 0
  if (order > 0) return ['default-costs-more', `${change}: a call that leaves it out may cost more.`]
  if (order < 0) return ['default-gives-less', `${change}: a call that leaves it out may get less.`]
  return ['default-changed', `${change}.`]
}

/** Above 0 where the new value costs more, below 0 where it costs less, 0 where nothing tells. */
function compareCost(old: unknown, fresh: unknown): number {
  const scale = SCALES.find((values) => values.includes(old) && values.includes(fresh))
  if (scale) return scale.indexOf(fresh) - scale.indexOf(old)
  const difference = amountOf(fresh) - amountOf(old)
  return Number.isNaN(difference) ? 0 : difference
}

/** `720p` is 720, `1024x1536` is 1024 times 1536. */
function amountOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^\d+([x*]\d+|p)?$/i.test(value)) return Number.NaN
  return value.split(/[x*]/i).reduce((product, part) => product * Number.parseInt(part, 10), 1)
}
