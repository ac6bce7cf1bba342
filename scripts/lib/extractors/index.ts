import type { Extractor } from './extraction.ts'
import { extractMintlifyFence } from './mintlify-fence.ts'
import { extractParameterTable } from './parameter-table.ts'

/** Every form of page that can be read, by the name that `format` in specs/sources.yaml uses. */
export const extractors = {
  'mintlify-fence': extractMintlifyFence,
  'parameter-table': extractParameterTable,
} satisfies Record<string, Extractor>

export type PageFormat = keyof typeof extractors
