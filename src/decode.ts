/** Decodes UTF-8 that comes in pieces, without a byte order mark at its start; undefined is the end. */
export function createDecode(): (bytes: Uint8Array | undefined) => string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let isStart = true
  return (bytes) => {
    // After a piece that ends with ASCII, as most do, nothing is to be kept: Node is far faster then, and uses less memory.
    const text = decoder.decode(bytes, { stream: bytes !== undefined && (bytes.at(-1) ?? 128) > 127 })
    const hasMark = isStart && text.startsWith('\uFEFF')
    isStart &&= text === ''
    return hasMark ? text.slice(1) : text
  }
}
