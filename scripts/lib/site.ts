import * as v from 'valibot'
import type { PageFormat } from './extractors/index.ts'
import { addressSchema, fileName, gatewayName, originSchema } from './source-names.ts'

/** One entry of `sites` in specs/sources.yaml. */
export function siteSchema(formats: readonly PageFormat[]) {
  return v.strictObject({
    site: fileName,
    index: addressSchema,
    mirrors: v.optional(v.array(v.pipe(originSchema, addressSchema)), []),
    gateway: gatewayName,
    format: v.picklist(formats),
    include: v.optional(v.pipe(v.array(v.string()), v.nonEmpty('includes nothing')), ['**']),
    exclude: v.optional(v.array(v.string()), []),
    specs: v.optional(v.picklist(['primaries', 'all']), 'primaries'),
    overlays: v.array(fileName),
  })
}

/** A docs site whose index (llms.txt) lists its pages. */
export type Site = v.InferOutput<ReturnType<typeof siteSchema>>
