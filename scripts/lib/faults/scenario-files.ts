import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseScenarios, type Scenario } from '../../../contract-tests/support/faults/scenario.ts'
import { InputError } from '../input-error.ts'
import { projectRoot } from '../run-command.ts'

/** Where the scenarios stand, from the project's root. */
export const SCENARIOS_FOLDER = 'contract-tests/faults'

/** A file of scenarios: one behaviour, in one variant or in several. */
export interface ScenarioFile {
  /** Without its folder. */
  name: string
  scenarios: Scenario[]
}

/** Every scenario, by the file it stands in. */
export async function loadScenarioFiles(): Promise<ScenarioFile[]> {
  const names = (await readdir(join(projectRoot, SCENARIOS_FOLDER))).filter((name) => name.endsWith('.yaml')).sort()
  return await Promise.all(
    names.map(async (name) => {
      const content = await readFile(join(projectRoot, SCENARIOS_FOLDER, name), 'utf8')
      return { name, scenarios: parseScenarios(name, content) }
    }),
  )
}

/** Those whose id holds a text, all of them without one. None is a mistake of the caller's. */
export function chooseScenarios(files: readonly ScenarioFile[], part = ''): ScenarioFile[] {
  const chosen = files
    .map(({ name, scenarios }) => ({ name, scenarios: scenarios.filter(({ id }) => id.includes(part)) }))
    .filter(({ scenarios }) => scenarios.length > 0)
  if (chosen.length === 0) throw new InputError(`no scenario's id holds "${part}"`, { file: SCENARIOS_FOLDER })
  return chosen
}
