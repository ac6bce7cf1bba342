import { isDeepStrictEqual } from 'node:util'
import { expect, it, vi } from 'vitest'
import { applyOverlayAction } from './apply-overlay-action.ts'
import { copyJson } from './copy-json.ts'

const DOCUMENT = {
  info: { title: 'Chat', version: '1' },
  tags: [{ name: 'a' }, { name: 'a' }, { name: 'b' }],
  nested: { part: { kind: 'x', part: { kind: 'y' } } },
  broken: { 'a\nb': { kind: 'x' } },
}

it.each([
  ['updates what is there', { target: '$.info', update: { title: 'Talk' } }, true],
  ['updates what is so already', { target: '$.info', update: { title: 'Chat' } }, false],
  ['updates what is not there', { target: '$.license', update: { name: 'MIT' } }, false],
  ['updates the document', { target: '$', update: { openapi: '3.1.0' } }, true],
  ['updates the document, which is so already', { target: '$', update: { info: { version: '1' } } }, false],
  ['appends to a list', { target: '$.tags', update: { name: 'c' } }, true],
  ['updates one of several', { target: '$.tags[*]', update: { name: 'b' } }, true],
  ['updates what stands in one another', { target: '$..part', update: { kind: 'z' } }, true],
  [
    'updates the inner of two that stand in one another, and is lost',
    { target: '$..part', update: { kind: 'x' } },
    false,
  ],
  ['removes a member', { target: '$.info.version', remove: true }, true],
  ['removes an item that is equal to its neighbour', { target: '$.tags[0]', remove: true }, true],
  ['removes what has a name that cannot be followed', { target: '$.broken.*', remove: true }, false],
  ['updates below a name that cannot be followed', { target: '$.broken.*.kind', update: 'z' }, false],
  ['removes what is not there', { target: '$.info.license', remove: true }, false],
  ['copies from elsewhere', { target: '$.info', copy: '$.tags[2]' }, true],
  ['copies what is so already', { target: '$.tags[0]', copy: '$.tags[1]' }, false],
])('an action that %s says whether it changed the document', async (_, action, expected) => {
  const { document, isChanged } = await applyOverlayAction(copyJson<Record<string, unknown>>(DOCUMENT), action)

  expect(isChanged).toBe(expected)
  expect(!isDeepStrictEqual(document, DOCUMENT)).toBe(expected)
})

it('an action that may not be, the removal of the document, changes nothing and is told', async () => {
  const error = vi.spyOn(console, 'error').mockReturnValue(undefined)

  const { document, isChanged } = await applyOverlayAction(copyJson(DOCUMENT), {
    target: '$',
    remove: true,
    update: { tags: [] },
  })

  expect([isChanged, document]).toEqual([false, DOCUMENT])
  expect(error.mock.calls.flat().join()).toContain('remove is not supported')
  error.mockRestore()
})
