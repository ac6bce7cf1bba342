import type { Group } from '../group.ts'
import { measureJson } from './json.ts'
import { measureStreams } from './stream.ts'

/** Every group, in the order in which it is measured and shown. */
export const groups = {
  json: measureJson,
  stream: measureStreams,
} satisfies Record<string, Group>

export type GroupId = keyof typeof groups

export const GROUP_IDS = Object.keys(groups) as GroupId[]
