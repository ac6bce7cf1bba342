import { connect, type Socket } from 'node:net'

/** A connection as it is on the wire, for tests of the server itself. */
export interface RawConnection {
  socket: Socket
  /** What was received up to now. */
  received: () => Buffer
  /** Sends one POST. */
  post: (body?: string) => void
  /** Waits for a text, after the one that was waited for before. */
  receives: (text: string) => Promise<void>
  /** Waits for the connection's end, and says how it came. */
  end: () => Promise<'closed' | 'reset'>
}

/** Opens a connection to a server of this machine. */
export function openRawConnection(baseURL: string): RawConnection {
  const socket = connect({ host: '127.0.0.1', port: Number(new URL(baseURL).port) })
  const parts: Buffer[] = []
  const received = () => Buffer.concat(parts)
  const ending = new Promise<'closed' | 'reset'>((resolve) => {
    socket.on('error', () => {
      resolve('reset')
    })
    socket.on('close', () => {
      resolve('closed')
    })
  })
  let look = (): void => undefined
  socket.on('data', (part) => {
    parts.push(Buffer.from(part))
    look()
  })
  let position = 0
  return {
    socket,
    received,
    post: (body = '{}') => {
      const length = String(Buffer.byteLength(body))
      socket.write(`POST /v1/chat/completions HTTP/1.1\r\nhost: own\r\ncontent-length: ${length}\r\n\r\n${body}`)
    },
    receives: (text) =>
      new Promise((resolve) => {
        look = () => {
          const start = received().indexOf(text, position)
          if (start < 0) return
          position = start + Buffer.byteLength(text)
          resolve()
        }
        look()
      }),
    end: () => ending,
  }
}
