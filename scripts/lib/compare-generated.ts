import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { firstDifference } from './first-difference.ts'
import type { GeneratedFiles } from './generated-files.ts'
import { listFiles } from './list-files.ts'
import { readIfPresent } from './read-at-once.ts'

/** The folder of generated code, from the project's root. */
export const GENERATED_FOLDER = 'generated'

/** Holds generated/ against what the specs generate now: edited, missing and stray files, each with its line. */
export async function compareGenerated(root: string, expected: GeneratedFiles): Promise<Finding[]> {
  const present = await listGeneratedFiles(root)
  const stray = present.filter((path) => !expected.has(path))
  const findings = [...expected].map(([path, content]) => compareFile(root, path, content))
  return [
    ...findings.flat(),
    ...stray.map((path) => finding('DC303', path, 'no spec generates this file; run `npm run generate`')),
  ]
}

/** Every file below generated/, with `/` between the parts of its path. */
export async function listGeneratedFiles(root: string): Promise<string[]> {
  return await listFiles(join(root, GENERATED_FOLDER))
}

function compareFile(root: string, path: string, expected: string): Finding[] {
  const actual = readIfPresent(join(root, GENERATED_FOLDER, path))?.toString('utf8')
  if (actual === undefined) return [finding('DC302', path, 'the file is missing; run `npm run generate`')]
  const difference = firstDifference(expected, actual)
  if (!difference) return []
  const message = `not what the specs generate: ${difference.text}; run \`npm run generate\``
  return [{ ...finding('DC301', path, message), line: difference.line }]
}

function finding(code: Finding['code'], path: string, message: string): Finding {
  return { code, side: 'generated', file: `${GENERATED_FOLDER}/${path}`, message }
}
