import type { SpecSnapshot } from './change.ts'
import { listOperations, listSurfaces } from './operations.ts'

/** A model that a spec lets a call name. */
export interface SpecModel {
  id: string
  /** Where the spec lists it. */
  pointer: string
  /** `POST /v1/chat/completions`. */
  operation: string
}

/** Whether a request of a spec has a `model` that may be any. */
export function takesAnyModel({ document }: Pick<SpecSnapshot, 'document'>): boolean {
  return listOperations(document).some((operation) =>
    listSurfaces(document, operation).some(({ direction, fields }) => {
      const models = [...fields.values()].filter(({ name }) => direction === 'request' && name === 'model')
      return models.some(({ schema }) => schema.enum === undefined && schema.const === undefined)
    }),
  )
}

/** The values that a request's `model` may have, in any operation of a spec. */
export function listModels({ document }: Pick<SpecSnapshot, 'document'>): SpecModel[] {
  const models = new Map<string, SpecModel>()
  for (const operation of listOperations(document)) {
    const requests = listSurfaces(document, operation).filter(({ direction }) => direction === 'request')
    for (const { name, schema, pointer } of requests.flatMap(({ fields }) => [...fields.values()])) {
      if (name !== 'model') continue
      const isListed = Array.isArray(schema.enum)
      for (const [index, id] of (isListed ? (schema.enum ?? []) : [schema.const]).entries()) {
        if (typeof id !== 'string' || models.has(id)) continue
        const at = isListed ? `${pointer}/enum/${String(index)}` : `${pointer}/const`
        models.set(id, { id, pointer: at, operation: operation.name })
      }
    }
  }
  return [...models.values()]
}
