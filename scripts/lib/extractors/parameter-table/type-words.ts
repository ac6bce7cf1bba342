/** What a type column may say. */
export const TYPE_WORDS = ['string', 'number', 'integer', 'boolean', 'array', 'object'] as const

export type TypeWord = (typeof TYPE_WORDS)[number]

export function isTypeWord(text: string): text is TypeWord {
  return (TYPE_WORDS as readonly string[]).includes(text)
}

/**
 * The value that a text stands for in a column of a type: JSON, and for a string any text. A text in JSON's quotes is
 * the string that JSON reads there. Undefined where it is no such value.
 */
export function readValue(text: string, type: TypeWord): unknown {
  const value = parseJson(text)
  if (type === 'string') return typeof value === 'string' ? value : text
  return isOfType(value, type) ? value : undefined
}

function isOfType(value: unknown, type: Exclude<TypeWord, 'string'>): boolean {
  switch (type) {
    case 'integer':
      return Number.isInteger(value)
    case 'number':
      return Number.isFinite(value)
    case 'array':
      return Array.isArray(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
