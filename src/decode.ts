/**
 * Decodes UTF-8 that comes in pieces, without a byte order mark at its start; undefined is the end. Of a piece that ends
 * with ASCII, as most do, the decoder has nothing to keep: runtimes are far faster then, and need no memory of their own.
 */
export function createDecode(): (bytes: Uint8Array | undefined) => string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let isStart = true
  return (bytes) => {
    const text = decoder.decode(bytes, { stream: bytes !== undefined && (bytes[bytes.length - 1] ?? 128) > 127 })
    const hasMark = isStart && text.startsWith('\uFEFF')
    isStart &&= text === ''
    return hasMark ? text.slice(1) : text
  }
}
