import type { Extractor } from './extraction.ts'
import { extractMintlifyFence } from './mintlify-fence.ts'

/** Every form of page that can be read, by the name that `format` in specs/sources.yaml uses. */
export const extractors = {
  'mintlify-fence': extractMintlifyFence,
} satisfies Record<string, Extractor>

export type PageFormat = keyof typeof extractors
