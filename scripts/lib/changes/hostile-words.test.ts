import { expect, it } from 'vitest'
import { makeDocument, makeOperation, makeSnapshots } from './base-document.ts'
import { renderChangesSection } from './changes-page.ts'
import { compareSpecs } from './compare-specs.ts'
import { renderChanges } from './render-changes.ts'
import { loadOasdiff } from './run-oasdiff.ts'

const WORDS = '``<img src=x> @everyone\n\n## [x](https://evil.example) \u001b[2J\u202e'

it.each([
  ['a pattern', { properties: { model: { type: 'string', pattern: WORDS } } }],
  ['a name', { properties: { [WORDS]: { type: 'string' } } }],
  [
    'an example that does not fit',
    { properties: { x: { type: 'object', properties: { [WORDS]: { type: 'string' } }, example: { [WORDS]: 3 } } } },
  ],
])('words of a page become neither markup nor control characters: %s', async (_, schema) => {
  const { changes, notes } = await compareSpecs(
    makeSnapshots({ chat: withBody({}) }),
    makeSnapshots({ chat: withBody(schema) }),
    { oasdiff: await loadOasdiff() },
  )

  const section = await renderChangesSection('now', changes)

  expect(changes.length).toBeGreaterThan(0)
  expect(renderChanges({ changes, notes })).not.toMatch(/[^\P{C}\n]/u)
  expect(section).not.toMatch(/[^\P{C}\n]/u)
  expect(section.split('\n').filter((line) => !/^(|## now|#{3,4} .*|Version: .*|- \*\*.*)$/.test(line))).toEqual([])
  expect(withoutCode(section)).not.toMatch(/(?<!\\)<img|@everyone|(?<!\\)\[x|https:\/\//)
})

/** As CommonMark finds code: from a run of backticks to the next one of the same length. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/(?<![\\`])(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, '')
}

function withBody(schema: object) {
  const operation = makeOperation()
  const properties = { ...operation.requestBody.content['application/json'].schema.properties }
  const body = { type: 'object', properties, ...schema }
  const content = { 'application/json': { schema: body } }
  const paths = { '/v1/chat/completions': { post: { ...operation, requestBody: { content } } } }
  return { ...makeDocument(), paths }
}
