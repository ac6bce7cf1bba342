import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { renderModelTable } from './model-table.ts'
import { replaceSection } from './replace-section.ts'
import { projectRoot } from './run-command.ts'
import { makeTemporaryProject } from './temporary-project.ts'

it('the README lists the models of the catalogue', async () => {
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8')

  expect(readme).toBe(replaceSection(readme, 'models', await renderModelTable(projectRoot)))
})

it('the table says what the catalogue says of each model', async () => {
  await using project = await makeTemporaryProject()
  await project.edit('generated/catalog.gen.ts', '"maximum":262144', '"maximum":4242')

  const table = await renderModelTable(project.root)

  expect(table).toMatch(/`anyfast` .*`doubao-seed-evolving`.*65536.*4242/)
})

it('a section is replaced, and nothing else', () => {
  expect(replaceSection('a\n<!-- x -->\nold\n<!-- /x -->\nb\n', 'x', 'new')).toBe(
    'a\n<!-- x -->\n\nnew\n\n<!-- /x -->\nb\n',
  )
})

it.each(['no section', '<!-- /x --> <!-- x -->', '<!-- x -->'])('a text without the section is refused: %s', (text) => {
  expect(() => replaceSection(text, 'x', 'new')).toThrow(TypeError)
})
