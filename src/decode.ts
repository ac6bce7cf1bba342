/** The text of bytes that come in pieces, as far as its characters are whole; undefined is the end. */
export type Decode = (bytes: Uint8Array | undefined) => string

/**
 * Decodes UTF-8, without a byte order mark at its start, as `TextDecoder` does with `stream: true`. That keeps a converter
 * outside the heap, and is several times slower than with text that is whole.
 */
export function createDecode(): Decode {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let cut = new Uint8Array()
  let isStart = true
  return (bytes) => {
    let whole = bytes ?? cut
    if (bytes && cut.length > 0) {
      whole = new Uint8Array(cut.length + bytes.length)
      whole.set(cut)
      whole.set(bytes, cut.length)
    }
    const end = bytes ? endOfWhole(whole) : whole.length
    if (end < whole.length || cut.length > 0) cut = whole.slice(end)
    const text = decoder.decode(end < whole.length ? whole.subarray(0, end) : whole)
    if (text === '' || !isStart) return text
    isStart = false
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }
}

/** Where a last character begins that is not whole; the end where there is none. Its first byte tells its length. */
function endOfWhole(bytes: Uint8Array): number {
  for (let back = 1; back < 4; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte >= 0xc0) return bytes.length - (back < (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) ? back : 0)
    if (byte < 0x80) break
  }
  return bytes.length
}
