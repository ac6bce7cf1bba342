import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ContractTarget } from '../../../contract-tests/engine/contract-target.ts'
import { recordingSchema, type Recording } from '../../../contract-tests/engine/live/recording.ts'
import { findRecorded } from '../../../contract-tests/engine/live/replay.ts'
import { parseCheckedYaml } from '../checked-yaml.ts'
import { InputError } from '../input-error.ts'
import { listFiles } from '../list-files.ts'

/**
 * Reads every recording below a folder.
 *
 * @throws InputError with file and reason where there is none, where one cannot be read, and where one is of a model
 * that no spec has
 */
export async function readRecordings(folder: string, targets: readonly ContractTarget[]): Promise<Recording[]> {
  const files = (await listFiles(folder)).filter((path) => path.endsWith('.json'))
  if (files.length === 0) throw new InputError('holds no recording', { file: folder })
  const recordings: Recording[] = []
  for (const path of files) {
    const file = join(folder, path)
    const { output, lineOf } = parseCheckedYaml(file, await readFile(file, 'utf8'), recordingSchema)
    if (!findRecorded(targets, output))
      throw new InputError(missing(targets, output), { file, line: lineOf(['model']) })
    recordings.push(output)
  }
  return recordings
}

function missing(targets: readonly ContractTarget[], { gateway, spec, model }: Recording): string {
  const id = `${gateway}/${spec}`
  const models = targets.filter((target) => target.id === id).map((target) => target.model)
  if (models.length > 0) return `${id} has no model ${model}; it has: ${models.join(', ')}`
  return `there is no spec ${id}; there are: ${[...new Set(targets.map((target) => target.id))].join(', ')}`
}
