import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { prepareTarget } from '../../../contract-tests/engine/contract-target.ts'
import type { runTarget } from '../../../contract-tests/engine/run-contract.ts'
import type { MockUnavailableError } from '../../../contract-tests/engine/mock.ts'
import type { createGeneratedValidators } from '../../../contract-tests/engine/generated-validators.ts'
import type { UnusableSpecError } from '../../../contract-tests/engine/validator.ts'
import type { loadValidators } from '../../../contract-tests/support/load-validators.ts'
import type { startPrismMock } from '../../../contract-tests/support/prism-mock.ts'
import { GENERATED_FOLDER } from '../compare-generated.ts'
import { copyProject } from '../copied-project.ts'
import type { GeneratedFiles } from '../generated-files.ts'
import { writeFiles } from '../write-files.ts'

/** The engine of a project that was made for other specs. It drives the client of that project, not of this one. */
export interface SurveyEngine extends AsyncDisposable {
  prepareTarget: typeof prepareTarget
  createGeneratedValidators: typeof createGeneratedValidators
  runTarget: typeof runTarget
  loadValidators: typeof loadValidators
  startPrismMock: typeof startPrismMock
  UnusableSpecError: typeof UnusableSpecError
  MockUnavailableError: typeof MockUnavailableError
}

/** The files that hold what {@link SurveyEngine} names. */
const PARTS = [
  'engine/contract-target.ts',
  'engine/generated-validators.ts',
  'engine/mock.ts',
  'engine/run-contract.ts',
  'engine/validator.ts',
  'support/load-validators.ts',
  'support/prism-mock.ts',
]

/**
 * Copies this project, gives it other generated code, and loads its engine and its client into this process. Engine and
 * client have to come from one place: an error is known by its class. Dispose of it to remove the copy.
 */
export async function loadSurveyEngine(generated: GeneratedFiles): Promise<SurveyEngine> {
  const project = await copyProject()
  const load = async (file: string): Promise<unknown> => {
    return await import(pathToFileURL(join(project.root, 'contract-tests', file)).href)
  }
  await rm(join(project.root, GENERATED_FOLDER), { recursive: true })
  const files = [...generated].map(([path, content]) => [`${GENERATED_FOLDER}/${path}`, content] as const)
  await writeFiles(project.root, new Map(files))
  const parts = await Promise.all(PARTS.map(load))
  // The boundary to the copies of files that this one names above.
  const engine = Object.assign({}, ...(parts as object[])) as Omit<SurveyEngine, typeof Symbol.asyncDispose>
  return { ...engine, [Symbol.asyncDispose]: () => project[Symbol.asyncDispose]() }
}
