import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import * as v from 'valibot'
import { parse } from 'yaml'
import { toPointer, type PathKey } from '../../engine/json-pointer.ts'
import { expandVariables } from './expand-variables.ts'
import { scenarioSchema } from './scenario-schema.ts'

/** One behaviour of a gateway, and what a client should make of it. */
export type Scenario = v.InferOutput<typeof scenarioSchema> & { id: string }

const FOLDER = new URL('../../faults/', import.meta.url)

/** Every scenario of `contract-tests/faults/`, by file name. A mistake in a file throws an `Error` that names it. */
export function loadScenarios(folder: URL = FOLDER): Scenario[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => parseScenarios(name, readFileSync(new URL(name, folder), 'utf8')))
}

/** The scenarios of one file: one, or one for each set of variables under `each`. */
export function parseScenarios(fileName: string, content: string): Scenario[] {
  const fail = (message: string): never => {
    throw new Error(`contract-tests/faults/${fileName}: ${message}`)
  }
  const parseFile = (): unknown => {
    try {
      return parse(content)
    } catch (error) {
      return fail(error instanceof Error ? error.message : String(error))
    }
  }
  const id = basename(fileName, '.yaml')
  return expandVariables(parseFile(), fail).map(({ suffix, value }) => {
    const result = v.safeParse(scenarioSchema, value)
    if (result.success) return { id: suffix ? `${id}-${suffix}` : id, ...result.output }
    const [issue] = result.issues
    const path = issue.path?.map((item) => item.key as PathKey) ?? []
    return fail(`${suffix ? `(${suffix}) ` : ''}${toPointer(path) || '/'}: ${issue.message}`)
  })
}
