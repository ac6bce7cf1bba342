import * as v from 'valibot'
import type { ChatOperation } from './chat-operation.ts'
import { fromPointer } from './json-pointer.ts'

/** The exports of a spec's generated `valibot.gen.ts`. */
export type GeneratedModule = Record<string, v.GenericSchema>

/** Whether the generated validator of the schema at a pointer takes a value; undefined where none was generated. */
export type AcceptsGenerated = (pointer: string, value: unknown) => boolean | undefined

/** Finds for each schema of an operation the validator that the generator named after it. */
export function createGeneratedValidators(
  document: Record<string, unknown>,
  { requestPointer, answers }: ChatOperation,
  module: GeneratedModule,
): AcceptsGenerated {
  const bodyName = Object.keys(module).find((name) => name.endsWith('Body'))
  const names = new Map([
    [requestPointer, bodyName],
    ...answers.map(({ status, schemaPointer }): [string, string | undefined] => {
      return [schemaPointer, status === 200 ? bodyName?.replace(/Body$/, 'Response') : undefined]
    }),
  ])
  return (pointer, value) => {
    const name = [names.get(pointer), ...namesOf(document, pointer)].find((candidate) => candidate && module[candidate])
    const schema = name === undefined ? undefined : module[name]
    return schema && v.is(schema, value)
  }
}

/** A component's validator is called after it; what is called Error would shadow the global one, and is renamed. */
function namesOf(document: Record<string, unknown>, pointer: string): string[] {
  const at = fromPointer(pointer).reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document)
  const reference = (at as { $ref?: string }).$ref ?? `#${pointer}`
  const [, name] = /^#\/components\/schemas\/(\w+)$/.exec(reference) ?? []
  return name === undefined ? [] : [`v${name}`, `v${name}Response`]
}
