import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { listFiles } from '../list-files.ts'
import { isExtraction } from './extraction.ts'
import { extractMintlifyFence } from './mintlify-fence.ts'

// Pages of a whole docs site, at two dates, which nobody tuned anything for. They stay out of the repository.
const { DOCS_CORPUS } = process.env

describe.skipIf(DOCS_CORPUS === undefined)('pages of the docs corpus (skipped: DOCS_CORPUS names no folder)', () => {
  it.each([
    ['docs-2026-04-16', 340],
    ['docs-2026-04-28', 368],
  ])('every page of %s with an OpenAPI fence, %d of them, states a spec or says why not', async (folder, count) => {
    const site = join(DOCS_CORPUS ?? '', folder)
    const files = (await listFiles(site)).filter((file) => file.endsWith('.md'))
    const texts = await Promise.all(files.map((file) => readFile(join(site, file), 'utf8')))
    // Told apart without the code that is tested.
    const pages = texts.filter((text) => /^`{3,}yaml .*(GET|POST|PUT|PATCH|DELETE) \/\S*$/m.test(text))

    const results = pages.map(extractMintlifyFence)

    const problems = results.filter((result) => !isExtraction(result))
    expect(results).toHaveLength(count)
    expect(problems).toEqual([])
    expect(results.filter(isExtraction).every(({ fenceLine, lines }) => fenceLine !== null && lines[0] > 1)).toBe(true)
  })

  it.each(['docs-2026-04-16', 'docs-2026-04-28'])(
    'every other page of %s says that it has no fence',
    async (folder) => {
      const site = join(DOCS_CORPUS ?? '', folder)
      const files = (await listFiles(site)).filter((file) => file.endsWith('.md'))
      const texts = await Promise.all(files.map((file) => readFile(join(site, file), 'utf8')))

      const codes = texts.map(extractMintlifyFence).flatMap((result) => (isExtraction(result) ? [] : [result.code]))

      expect(codes).toEqual(Array.from({ length: 6 }, () => 'DC101'))
    },
  )
})
