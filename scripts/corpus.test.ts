import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyProject } from './lib/copied-project.ts'
import { runScript } from './lib/npm-script.ts'

// Pages of a whole docs site, which nobody tuned anything for. They stay out of the repository.
const { DOCS_CORPUS } = process.env
const FOLDER = 'docs-2026-04-28/api-reference/model-api'

const pages = [
  'openai/gpt-4o.md',
  'alibaba/qwen3-14b.md',
  'bytedance/doubao-seed-1-6-251015.md',
  'bytedance/deepseek-v3-2-251201.md',
]

describe.skipIf(DOCS_CORPUS === undefined)('pages of the docs corpus (skipped: DOCS_CORPUS names no folder)', () => {
  it('become live, checked clients by one entry each and no code', async () => {
    await using project = await copyProject()
    const entries = pages.map((path) => {
      const spec = basename(path, '.md')
      const overlays = 'json-schema-dialect, null-in-string-enum, chat-stream, error-examples'
      return `  - { page: ${spec}.md, gateway: anyfast, spec: ${spec}, format: mintlify-fence, role: primary, overlays: [${overlays}] }\n`
    })
    for (const path of pages) {
      await project.write(
        `specs/pages/${basename(path)}`,
        await readFile(join(DOCS_CORPUS ?? '', FOLDER, path), 'utf8'),
      )
    }
    await project.write('specs/sources.yaml', (await project.read('specs/sources.yaml')) + entries.join(''))

    const { status, output } = await runScript(project, 'update')

    expect({ status, output }).toMatchObject({ status: 0, output: expect.stringContaining('0 findings') as string })
    for (const path of pages) expect(output).toContain(`│ ${basename(path, '.md')} `)
  })
})
