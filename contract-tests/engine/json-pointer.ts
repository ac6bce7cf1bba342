/** A key of an object or an index of an array. */
export type PathKey = string | number

/** RFC 6901 text of a path. */
export function toPointer(path: readonly PathKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The path of an RFC 6901 text. Array indexes stay text. */
export function fromPointer(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}
