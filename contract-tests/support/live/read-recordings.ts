import { readdirSync, readFileSync } from 'node:fs'
import * as v from 'valibot'
import { recordingSchema, type Recording } from '../../engine/live/recording.ts'

const FOLDER = new URL('../../recordings/', import.meta.url)

/** The recordings that this project keeps, by hand, in the shapes that the vendor's service was seen to send. */
export function readOwnRecordings(): Recording[] {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
  return files
    .toSorted()
    .map((path) => v.parse(recordingSchema, JSON.parse(readFileSync(new URL(path, FOLDER), 'utf8')) as unknown))
}
