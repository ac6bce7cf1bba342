/** Reads a response to its end and tells how many bytes it was. */
export async function readBytes(response: Response): Promise<number> {
  const reader = response.body?.getReader()
  let bytes = 0
  for (;;) {
    const result = await reader?.read()
    if (!result || result.done) return bytes
    bytes += result.value.byteLength
  }
}
