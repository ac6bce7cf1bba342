import { parseJson } from '../check-context.ts'
import { groupBy } from './group-by.ts'
import { callsOf, choicesOf, type CallView, type Place } from './stream-view.ts'

/** Something that breaks a rule: what it is, and where. */
export interface Breach extends Place {
  message: string
}

/** What the tool calls of a stream keep to, whole or in fragments. Each gives what breaks it. */
export const toolCallRules = {
  /** Without an index no fragment can be joined. */
  'tool calls have an index': (chunks: readonly unknown[]) =>
    breaches(
      callsOf(chunks).filter(({ call: { index } }) => !Number.isInteger(index) || Number(index) < 0),
      'index',
      'the index of a tool call is no count',
    ),

  'a tool call starts with its id, type and name': (chunks: readonly unknown[]) =>
    breaches(
      groupCalls(chunks).flatMap(([first]) => (first && !isStart(first) ? first : [])),
      'id',
      'the first fragment of a tool call lacks its id, its type or its name',
    ),

  'a tool call keeps its id and name': (chunks: readonly unknown[]) =>
    breaches(
      groupCalls(chunks).flatMap(([first, ...others]) =>
        first ? others.filter((other) => differs(first, other)) : [],
      ),
      'id',
      'a fragment names another tool call than the one before it',
    ),

  /**
   * The docs let a model write invalid JSON. What is cut off, or never joined again, is no JSON either, and that happens
   * more often, so the rule stays; a call without arguments may leave them empty.
   */
  'joined arguments are JSON': (chunks: readonly unknown[]) => {
    const finished = choicesOf(chunks).filter(({ choice }) => choice['finish_reason'] === 'tool_calls')
    const groups = groupCalls(chunks).filter(([first]) => finished.some(({ index }) => index === first?.choice))
    return breaches(
      groups.filter((group) => !isJson(argumentsOf(group))).flatMap((group) => group.at(-1) ?? []),
      'function/arguments',
      'the arguments of a tool call, joined, are no JSON',
    )
  },

  'announced tool calls come': (chunks: readonly unknown[]) => {
    const withCalls = new Set(callsOf(chunks).map(({ choice }) => choice))
    const announced = choicesOf(chunks).filter(({ choice }) => choice['finish_reason'] === 'tool_calls')
    return breaches(
      announced.filter(({ index }) => !withCalls.has(index)),
      'finish_reason',
      'finish_reason announces tool calls, and none came',
    )
  },
}

function breaches(places: readonly Place[], key: string, message: string): Breach[] {
  return places.map(({ chunk, pointer }) => ({ chunk, pointer: `${pointer}/${key}`, message }))
}

/** The fragments of each tool call, in the order in which they came. */
function groupCalls(chunks: readonly unknown[]): CallView[][] {
  const indexed = callsOf(chunks).filter(({ call }) => Number.isInteger(call['index']))
  return groupBy(indexed, ({ choice, call }) => `${String(choice)}/${String(call['index'])}`)
}

function isStart({ call, called }: CallView): boolean {
  return isText(call['id']) && call['type'] === 'function' && isText(called['name'])
}

/** Some gateways repeat id and name, or send them empty. */
function differs(first: CallView, other: CallView): boolean {
  const conflicts = (known: unknown, latest: unknown) => isText(latest) && latest !== known
  return conflicts(first.call['id'], other.call['id']) || conflicts(first.called['name'], other.called['name'])
}

/** Undefined where no fragment has any. */
function argumentsOf(group: readonly CallView[]): string | undefined {
  const parts = group.map(({ called }) => called['arguments']).filter((part) => typeof part === 'string')
  return parts.length === 0 ? undefined : parts.join('')
}

function isJson(text: string | undefined): boolean {
  return text === '' || (text !== undefined && parseJson(text) !== undefined)
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
