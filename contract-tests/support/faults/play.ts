import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'
import type { Move } from './render-steps.ts'

/** How bytes of a body are wrapped on the wire. */
export type Frame = (bytes: Buffer) => Buffer

/**
 * Plays moves on a socket, until they or the connection are over. Whether all of them were played: after a break, and
 * where the client left, nothing more may be written. Throws where it leaves meanwhile.
 */
export async function play(moves: Iterable<Move>, socket: Socket, frame: Frame = (bytes) => bytes): Promise<boolean> {
  const left = new AbortController()
  const leave = () => {
    left.abort()
  }
  socket.once('close', leave)
  try {
    for (const move of moves) {
      if (socket.destroyed) return false
      if (Buffer.isBuffer(move)) {
        // A chunk without bytes would be the last one.
        if (move.length > 0) await write(frame(move), socket, left.signal)
      } else if (typeof move === 'object') await setTimeout(move.wait, undefined, { signal: left.signal })
      else if (move === 'stall') await once(left.signal, 'abort')
      else return breakOff(move, socket)
    }
    return !socket.destroyed
  } finally {
    socket.off('close', leave)
  }
}

/** One write, one packet: the next one waits for the event loop's next turn. */
async function write(bytes: Buffer, socket: Socket, signal: AbortSignal): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain', { signal })
  await setImmediate(undefined, { signal })
}

function breakOff(move: 'reset' | 'close', socket: Socket): false {
  if (move === 'reset') socket.resetAndDestroy()
  else socket.destroySoon()
  return false
}
