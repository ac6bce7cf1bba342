import { inspect } from 'node:util'

/** Looks for a key wherever it is told to, and counts the places. */
export interface KeySearch {
  searchText: (place: string, text: string) => void
  /** In everything that a value shows of itself. */
  searchValue: (place: string, value: unknown) => void
  searched: () => number
  found: () => string[]
}

export function createKeySearch(key: string): KeySearch {
  const bytes = [...Buffer.from(key)]
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0'))
  // Texts, and the ways in which Node shows bytes.
  const forms = [key, Buffer.from(key).toString('base64'), hex.join(' '), bytes.join(', '), bytes.join(',')]
  const found = new Set<string>()
  let searched = 0
  const searchText = (place: string, text: string) => {
    searched += 1
    if (forms.some((form) => text.includes(form))) found.add(place)
  }
  const searchValue = (place: string, value: unknown) => {
    if (value instanceof Error) {
      searchText(`${place}: message`, value.message)
      searchText(`${place}: stack`, value.stack ?? '')
    }
    searchText(`${place}: inspect`, inspect(value, INSPECT_ALL))
    searchText(`${place}: JSON`, toJson(value))
  }
  return { searchText, searchValue, searched: () => searched, found: () => [...found] }
}

const INSPECT_ALL = { depth: 20, showHidden: true, maxStringLength: Infinity, maxArrayLength: Infinity, compact: 3 }

function toJson(value: unknown): string {
  try {
    return JSON.stringify([value])
  } catch {
    return 'in circles'
  }
}
