import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fromPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { GENERATED_FOLDER } from '../compare-generated.ts'
import type { EffectiveSpec } from '../effective-specs.ts'
import { InputError } from '../input-error.ts'
import { listFiles } from '../list-files.ts'
import type { Lock } from '../lock.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import type { SpecSnapshot } from './change.ts'

const DOCUMENT_NAME = '/openapi.json'

/** The effective specs as they are now, each of them with its place on its page. */
export function snapshotEffectiveSpecs(specs: readonly EffectiveSpec[], lock: Lock): SpecSnapshot[] {
  return specs.map(({ source, document, specText, placeOf }) => {
    const yaml = parseYaml(specText)
    const lineOf = (pointer: string) => {
      return isYamlFile(yaml) ? (placeOf(yaml.lineOf(fromPointer(pointer))).line ?? null) : null
    }
    const { id, gateway, spec } = source
    return { id, gateway, spec, document, file: placeOf(1).file, lineOf, url: lock.specs[id]?.url ?? null }
  })
}

/** The effective specs of the last update, as generated/ keeps them. Of their pages the lock knows name and fence. */
export async function snapshotLastUpdate(root: string, lock: Lock): Promise<SpecSnapshot[]> {
  const files = (await listFiles(join(root, GENERATED_FOLDER))).filter((path) => path.endsWith(DOCUMENT_NAME))
  const snapshots = files.map(async (path): Promise<SpecSnapshot[]> => {
    const file = `${GENERATED_FOLDER}/${path}`
    const document = parseGenerated(file, await readFile(join(root, file), 'utf8'))
    const id = path.slice(0, -DOCUMENT_NAME.length)
    const [gateway, spec] = id.split('/')
    if (gateway === undefined || spec === undefined) return []
    const entry = lock.specs[id]
    const page = entry ? `specs/pages/${entry.page}` : file
    const lineOf = () => entry?.fenceLine ?? null
    return [{ id, gateway, spec, document, file: page, lineOf, url: entry?.url ?? null }]
  })
  return (await Promise.all(snapshots)).flat()
}

function parseGenerated(file: string, text: string): OpenApiDocument {
  try {
    return JSON.parse(text) as OpenApiDocument
  } catch (cause) {
    throw new InputError(
      'not what an update writes, so nothing can be compared with it: restore it',
      { file },
      { cause },
    )
  }
}
