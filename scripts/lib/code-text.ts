import { copyJson } from '../../contract-tests/support/copy-json.ts'
import type { OpenApiDocument } from './overlays.ts'

/** Four hexadecimal digits behind `\u`. The generator makes a character of it, wherever in its code it stands. */
const ESCAPE = /\\(?=u[\da-f]{4})/gi

/** A document whose texts say `\u002a` in another way, and how code that was made of it says it again. */
export interface ProtectedDocument {
  document: OpenApiDocument
  restore: (code: string) => string
  /** A text of the document, as the page says it. */
  original: (text: string) => string
}

/**
 * The generator prints its code, and then replaces each `\u002a` in it: a page's words would end a comment, or a text
 * would be another one. So the backslash gives its place to a character that the document does not hold, until the code
 * is printed. What becomes a regular expression is for {@link toPatternText}, from the original.
 */
export function protectEscapes(document: OpenApiDocument): ProtectedDocument {
  const text = JSON.stringify(document)
  const standIn = STAND_INS.find((character) => !text.includes(character))
  if (standIn === undefined) throw new Error('the document holds every character that no text should hold')
  const protect = (node: unknown): unknown => {
    if (typeof node === 'string') return node.replaceAll(ESCAPE, standIn)
    if (Array.isArray(node)) return node.map(protect)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(
      Object.entries(node).map(([key, value]) => [key.replaceAll(ESCAPE, standIn), protect(value)]),
    )
  }
  return {
    // In JSON a backslash is two; nearly every document is without one that needs it.
    document: text.includes('\\\\u') ? (protect(document) as OpenApiDocument) : copyJson(document),
    restore: (code) => code.replaceAll(standIn, '\\\\'),
    original: (text) => text.replaceAll(standIn, '\\'),
  }
}

/** Text that ends no comment, whatever the generator takes out of it. */
export function toCommentText(text: string): string {
  return text.replaceAll('*/', '*\\/')
}

/** The same regular expression for a place between slashes; undefined where no such place can hold it. */
export function toPatternText(pattern: string): string | undefined {
  if (!isRegularExpression(pattern)) return undefined
  const unwritable: string[] = []
  const text = pattern.replaceAll(/\\u([\da-f]{4})|\\[^]|[/\n\r\u2028\u2029]/gi, (part, digits: string | undefined) => {
    if (part === '/' || part === '\\/') return '\\x2F'
    if (part === '\n') return '\\n'
    if (part === '\r') return '\\r'
    if (digits?.startsWith('00')) return `\\x${digits.slice(2)}`
    // `\u{41}` is 41 times the letter u without the flag.
    if (part === '\\u' && !needsUnicodeFlag(pattern)) unwritable.push(part)
    // The generator would put these down as they are: the end of a line, or half a character.
    if (/^(\\u(2028|2029|d[89a-f]..)|[\u2028\u2029])$/i.test(part)) unwritable.push(part)
    return part
  })
  return unwritable.length === 0 ? text.replaceAll(/\\\\(?=u[\da-f]{4})/gi, '\\x5C') : undefined
}

/** Both as JSON Schema reads it (Unicode) and as the generator writes it down (without that flag, as long as it can). */
function isRegularExpression(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u')
    new RegExp(pattern, needsUnicodeFlag(pattern) ? 'u' : '')
    return true
  } catch {
    return false
  }
}

/** Whether the generator gives a pattern the flag. */
function needsUnicodeFlag(pattern: string): boolean {
  return /\\p\{/i.test(pattern)
}

/** Unicode keeps these for no text at all. */
const STAND_INS = Array.from({ length: 32 }, (_, index) => String.fromCodePoint(0xfdd0 + index))
