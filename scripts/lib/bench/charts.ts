import type { GroupId } from './groups/index.ts'

/** A picture in docs/performance/, and the measurements that it shows: of one group, and of one unit. */
export interface Chart {
  file: string
  group: GroupId
  measurements: readonly string[]
}

/** Every picture. */
export const charts: readonly Chart[] = [
  { file: 'json.svg', group: 'json', measurements: ['json-call-1', 'json-call-32', 'json-call-256'] },
  { file: 'stream.svg', group: 'stream', measurements: ['stream-burst', 'stream-split'] },
  {
    file: 'accumulate.svg',
    group: 'accumulate',
    measurements: ['accumulate-5000', 'accumulate-25000', 'accumulate-50000', 'accumulate-100000'],
  },
  { file: 'event.svg', group: 'event', measurements: ['large-event-1', 'large-event-2', 'large-event-4'] },
  { file: 'memory.svg', group: 'memory', measurements: ['memory'] },
  { file: 'bundle.svg', group: 'bundle', measurements: ['bundle'] },
  { file: 'import.svg', group: 'import', measurements: ['import-cpu'] },
]
