/** Stands where a key stood; the client's own word for it. */
const MARK = '[API key]'

/** A shorter text would be taken out of words that have nothing to do with it. */
export const LEAST_KEY_LENGTH = 8

/**
 * Makes a function that takes a key out of a text: as it is, as JSON, percent-encoded, and in base64 wherever within a
 * longer text it was encoded. A key of which a gateway shows a part stays a part.
 *
 * @throws RangeError for a key of fewer than {@link LEAST_KEY_LENGTH} characters
 */
export function createKeyRedactor(key: string): (text: string) => string {
  if (key.length < LEAST_KEY_LENGTH) throw new RangeError(`fewer than ${String(LEAST_KEY_LENGTH)} characters`)
  const plain = [key, JSON.stringify(key).slice(1, -1), JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')]
  const percent = [encodeURIComponent(key), percentEncodeAll(key)]
  const base64 = [0, 1, 2].map((offset) => base64Of(key, offset))
  const exact = [...plain, ...base64, ...base64.map(toBase64Url)].toSorted((one, other) => other.length - one.length)
  // Hexadecimal digits come in either case, and so may all else, since no other key looks like it.
  const patterns = [...percent, ...exact].map((form) => new RegExp(escapeSigns(form), 'gi'))
  return (text) => patterns.reduce((redacted, pattern) => redacted.replace(pattern, MARK), text)
}

function percentEncodeAll(key: string): string {
  return encodeURIComponent(key).replaceAll(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** What of the base64 text is the same, whatever stands before and after a key that starts at this place of three. */
function base64Of(key: string, offset: number): string {
  const bytes = Buffer.from('\0'.repeat(offset) + key)
  const start = Math.ceil((offset * 8) / 6)
  const end = Math.floor((bytes.length * 8) / 6)
  return bytes.toString('base64').slice(start, end)
}

function escapeSigns(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`)
}

function toBase64Url(text: string): string {
  return text.replaceAll('+', '-').replaceAll('/', '_')
}
