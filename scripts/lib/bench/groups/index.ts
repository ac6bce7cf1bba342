import type { Group } from '../group.ts'
import { measureAccumulation } from './accumulate.ts'
import { measureBundles } from './bundle.ts'
import { measureLargeEvents } from './event.ts'
import { measureImports } from './import.ts'
import { measureJson } from './json.ts'
import { measureMemory } from './memory.ts'
import { measureStreams } from './stream.ts'

/** Every group, in the order in which it is measured and shown. */
export const groups = {
  json: measureJson,
  stream: measureStreams,
  accumulate: measureAccumulation,
  event: measureLargeEvents,
  memory: measureMemory,
  bundle: measureBundles,
  import: measureImports,
  // The place for what the tools take, of ../tools/:
  // tools: ({ program, ...options }) => measureTools({ ...options, ...program, corpus: process.env['DOCS_CORPUS'] }),
} satisfies Record<string, Group>

export type GroupId = keyof typeof groups

export const GROUP_IDS = Object.keys(groups) as GroupId[]
