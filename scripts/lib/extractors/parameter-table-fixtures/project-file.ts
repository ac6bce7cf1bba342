import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { projectRoot } from '../../run-command.ts'

/** The page that this form was learnt from. */
export const REAL_PAGE = 'specs/pages/003_b456a9379b1ccaa1.txt'

export const FIXTURES = 'scripts/lib/extractors/parameter-table-fixtures'

export function readProjectFile(file: string): Promise<string> {
  return readFile(join(projectRoot, file), 'utf8')
}
