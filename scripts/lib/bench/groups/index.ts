import type { Group } from '../group.ts'
import { measureAccumulation } from './accumulate.ts'
import { measureBundles } from './bundle.ts'
import { measureLargeEvents } from './event.ts'
import { measureImports } from './import.ts'
import { measureJson } from './json.ts'
import { measureMemory } from './memory.ts'
import { measureStreams } from './stream.ts'
import { measureTools } from '../tools/measure-tools.ts'

/** Each takes minutes. */
const MAX_TOOL_ROUNDS = 5

/** Every group, in the order in which it is measured and shown. */
export const groups = {
  json: measureJson,
  stream: measureStreams,
  accumulate: measureAccumulation,
  event: measureLargeEvents,
  memory: measureMemory,
  bundle: measureBundles,
  import: measureImports,
  tools: ({ program: { peersFolder }, rounds, onProgress }) =>
    measureTools({
      rounds: Math.min(rounds, MAX_TOOL_ROUNDS),
      onProgress,
      corpus: process.env['DOCS_CORPUS'],
      peersFolder,
    }),
} satisfies Record<string, Group>

export type GroupId = keyof typeof groups

export const GROUP_IDS = Object.keys(groups) as GroupId[]
