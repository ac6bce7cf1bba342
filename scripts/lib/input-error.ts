import { ExplainedError } from '../../contract-tests/engine/explained-error.ts'

/** Where in a file something stands. */
export interface Place {
  /** Path from the project's root. */
  file: string
  /** Line from 1. */
  line?: number | undefined
  /** JSON pointer into the file's document. */
  pointer?: string | undefined
}

/** `file:line (pointer)`, as far as known. */
export function formatPlace({ file, line, pointer }: Place): string {
  const position = line === undefined ? file : `${file}:${String(line)}`
  return pointer ? `${position} (${pointer})` : position
}

/**
 * A file that a person keeps is not what it has to be, so the command cannot run.
 * Commands print it and exit with 2, before anything was written.
 */
export class InputError extends ExplainedError {
  override name = 'InputError' as const
  readonly place: Place

  constructor(message: string, place: Place, options?: ErrorOptions) {
    super(`${formatPlace(place)}: ${message}`, options)
    this.place = place
  }
}
