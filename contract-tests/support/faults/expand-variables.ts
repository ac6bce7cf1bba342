import * as v from 'valibot'

/** One copy of a file's value, with its variables filled in. */
export interface Expanded {
  /** The name of the set of variables; empty where the file has none. */
  suffix: string
  value: unknown
}

type Variables = Record<string, unknown>

/** Filled in by the server, when it answers: the address of the second origin, and a date for `Retry-After`. */
export const LATE_VARIABLES = ['elsewhere', 'inTwoSeconds']

const eachSchema = v.record(v.pipe(v.string(), v.regex(/^[\w-]+$/)), v.record(v.string(), v.unknown()))

const VARIABLE = /\$([a-z]\w*)/gi

/**
 * Makes one copy for every entry of `each`, and puts its variables in place of `$name`: as the value itself where
 * nothing else stands in the text, else as text. An unknown name is a mistake.
 */
export function expandVariables(file: unknown, fail: (message: string) => never): Expanded[] {
  if (!v.is(v.looseObject({ each: v.unknown() }), file)) return [{ suffix: '', value: fillIn(file, {}, fail) }]
  const { each, ...scenario } = file
  if (!v.is(eachSchema, each)) return fail('/each: must be a map of maps, such as 429: { name: RateLimitError }')
  return Object.entries(each).map(([suffix, variables]) => ({ suffix, value: fillIn(scenario, variables, fail) }))
}

function fillIn(value: unknown, variables: Variables, fail: (message: string) => never): unknown {
  if (typeof value === 'string') return fillInText(value, variables, fail)
  if (Array.isArray(value)) return value.map((item) => fillIn(item, variables, fail))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillIn(item, variables, fail)]))
}

function fillInText(text: string, variables: Variables, fail: (message: string) => never): unknown {
  const valueOf = (name: string): unknown => {
    if (Object.hasOwn(variables, name)) return variables[name]
    return LATE_VARIABLES.includes(name) ? `$${name}` : fail(`$${name} is no variable of the file`)
  }
  const [, onlyName] = /^\$([a-z]\w*)$/i.exec(text) ?? []
  if (onlyName) return valueOf(onlyName)
  return text.replaceAll(VARIABLE, (_, name: string) => String(valueOf(name)))
}
