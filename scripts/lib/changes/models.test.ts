import { expect, it } from 'vitest'
import { makeDocument, makeOperation, makeSnapshots, ownRulesAlone } from './base-document.ts'
import { compareSpecs } from './compare-specs.ts'

it('says once that a model was renamed, however many pages list it', async () => {
  const { changes } = await compare(
    { one: ['glm-4-7-251222', 'gpt-4o'], two: ['glm-4-7-251222', 'gpt-4o'] },
    { one: ['glm-4.7', 'gpt-4o'], two: ['glm-4.7', 'gpt-4o'] },
  )

  expect(changes).toEqual([
    expect.objectContaining({
      id: 'model-renamed',
      text: 'The model `glm-4-7-251222` is now `glm-4.7` (on 2 pages).',
      models: ['glm-4-7-251222', 'glm-4.7'],
    }),
  ])
})

it('tells a model that left one page from one that is gone', async () => {
  const { changes } = await compare(
    { all: ['doubao-pro', 'doubao-lite', 'gpt-4o'], lite: ['doubao-lite'] },
    { all: ['gpt-4o'], lite: ['doubao-lite'] },
  )

  expect(changes.map(({ id, severity, text }) => [id, severity, text])).toEqual([
    ['model-retired', 'breaking', 'The model `doubao-pro` is gone.'],
    [
      'model-left-page',
      'warning',
      'POST /v1/chat/completions no longer lists the model `doubao-lite`, which other pages still document.',
    ],
  ])
})

it('tells models that are gone from a list of them that is', async () => {
  const [before, after] = [makeDocument(), makeDocument()]
  const operation = makeOperation()
  Object.assign(operation.requestBody.content['application/json'].schema.properties, { model: { type: 'string' } })
  after.paths = { '/v1/chat/completions': { post: operation } }

  const { changes } = await compareSpecs(makeSnapshots({ chat: before }), makeSnapshots({ chat: after }), {
    oasdiff: ownRulesAlone,
  })

  expect(changes.map(({ id, severity, text }) => [id, severity, text])).toEqual([
    [
      'models-unlisted',
      'warning',
      'The docs no longer list which models a call may name (they were `doubao-seed-1-6`, `doubao-lite-32k`).',
    ],
  ])
})

it('takes another version for another model, and names it as what is most like the one that is gone', async () => {
  const { changes } = await compare({ seed: ['doubao-seed-1-6', 'gpt-4o'] }, { seed: ['doubao-seed-1-8', 'gpt-4o'] })

  expect(changes.map(({ id, text }) => [id, text])).toEqual([
    ['model-retired', 'The model `doubao-seed-1-6` is gone; the new id that is most like it is `doubao-seed-1-8`.'],
    ['model-added', 'The model `doubao-seed-1-8` is new.'],
  ])
})

it('says that an operation now takes a model that other pages documented before', async () => {
  const { changes } = await compare({ one: ['a'], two: ['b'] }, { one: ['a', 'b'], two: ['b'] })

  expect(changes.map(({ text }) => text)).toEqual(['POST /v1/chat/completions now also takes the model `b`.'])
})

it('says which pages came and went, with what they document', async () => {
  const { changes } = await compare({ old: ['doubao-pro'], same: ['x'] }, { fresh: ['gpt-4o', 'gpt-5'], same: ['x'] })

  expect(changes.map(({ id, severity, text, file }) => [id, severity, text, file])).toEqual([
    [
      'spec-removed',
      'breaking',
      'The page `anyfast/old` is gone: `doubao-pro` with `POST /v1/chat/completions`.',
      'specs/pages/old.md',
    ],
    [
      'spec-added',
      'info',
      'The page `anyfast/fresh` is new: `gpt-4o`, `gpt-5` with `POST /v1/chat/completions`.',
      'specs/pages/fresh.md',
    ],
  ])
})

it('follows a page that moved, and says what else changed on it', async () => {
  const moved = documentOf(['glm-4.7'])
  moved.servers = [{ url: 'https://new.example' }]

  const { changes } = await compareSpecs(
    makeSnapshots({ 'glm-4-7-251222': documentOf(['glm-4-7-251222']) }),
    makeSnapshots({ 'glm-4.7': moved }),
    { oasdiff: ownRulesAlone },
  )

  expect(changes.map(({ id }) => id)).toEqual(['host-moved', 'model-renamed', 'spec-moved'])
})

it('follows a page that got another name alone', async () => {
  const { changes } = await compare({ a: ['gpt-4o', 'gpt-5'] }, { b: ['gpt-5', 'gpt-4o'] })

  expect(changes.map(({ id, severity, text }) => [id, severity, text])).toEqual([
    ['spec-moved', 'warning', 'The page `anyfast/a` is now `anyfast/b`.'],
  ])
})

function compare(before: Record<string, string[]>, after: Record<string, string[]>) {
  const [old, fresh] = [before, after].map((specs) => {
    const documents = Object.entries(specs).map(([name, models]) => [name, documentOf(models)] as const)
    return makeSnapshots(Object.fromEntries(documents))
  })
  return compareSpecs(old ?? [], fresh ?? [], { oasdiff: ownRulesAlone })
}

function documentOf(models: string[]) {
  const operation = makeOperation()
  operation.requestBody.content['application/json'].schema.properties['model'] = { type: 'string', enum: models }
  return { ...makeDocument(), paths: { '/v1/chat/completions': { post: operation } } }
}
