import { once } from 'node:events'
import { createBrotliCompress, createGzip } from 'node:zlib'
import type { Move } from './render-steps.ts'

const COMPRESSORS = { gzip: createGzip, br: createBrotliCompress }

/** The same moves with the bytes compressed. Each move's bytes can be read as soon as they arrive. */
export async function compress(moves: Iterable<Move>, encoding: keyof typeof COMPRESSORS): Promise<Move[]> {
  const compressor = COMPRESSORS[encoding]()
  const parts: Buffer[] = []
  const compressed: Move[] = []
  compressor.on('data', (part: Buffer) => parts.push(part))
  for (const move of moves) {
    if (Buffer.isBuffer(move)) {
      compressor.write(move)
      await new Promise<void>((resolve) => {
        compressor.flush(resolve)
      })
      compressed.push(Buffer.concat(parts.splice(0)))
    } else compressed.push(move)
  }
  compressor.end()
  await once(compressor, 'end')
  return [...compressed, Buffer.concat(parts)]
}
