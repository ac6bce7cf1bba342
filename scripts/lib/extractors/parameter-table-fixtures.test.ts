import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { FIXTURES, readProjectFile } from './parameter-table-fixtures/project-file.ts'
import { extract } from './parameter-table-fixtures/read-page.ts'
import { extractParameterTable } from './parameter-table.ts'

it.each(['images', 'search'])('reads the sister page %s into the spec beside it', async (name) => {
  const page = await readProjectFile(`${FIXTURES}/${name}.txt`)

  const { specText } = extract(page)

  expect(specText).toBe(await readProjectFile(`${FIXTURES}/${name}.yaml`))
})

it.each([
  [
    'images',
    [
      'openapi: 3.1.0 <- Seagull Image',
      'version: unstated <- Seagull Image',
      'in: header <- X-Trace',
      'required: false <- No',
      'in: header <- X-Retries',
      'required: true <- Yes',
      'required: true <- Yes',
      'type: object <- 5.2 Body Parameters (application/vnd.images+json)',
      '- model <- Yes',
      '- size <- Yes',
      '- shape <- Yes',
      '- width <- Yes',
      'maxItems: 1000 <- Up to 1,000 strings can be specified.',
      'type: http <- Bearer $IMAGE_KEY',
    ],
  ],
  [
    'search',
    [
      'openapi: 3.1.0 <- Lantern Search',
      'version: unstated <- Lantern Search',
      'required: true <- Yes',
      'type: object <- 1.1 Body Parameters (application/json)',
      '- query <- Yes',
      '- field <- Yes',
      '- anyOf <- Yes',
    ],
  ],
])('finds the line of %s that holds a value, but for what it says in other words', async (name, otherWords) => {
  const page = await readProjectFile(`${FIXTURES}/${name}.txt`)
  const { specText, pageLineOf } = extract(page)
  const pageLines = page.split('\n')

  const found = specText.split('\n').flatMap((specLine, index) => {
    const word = /(?:: |^\s*- )'?([\w.-]+)'?$/.exec(specLine)?.[1]
    const pageLine = pageLines[pageLineOf(index + 1) - 1] ?? ''
    const isThere = !word || pageLine.toLowerCase().includes(word.toLowerCase())
    return isThere ? [] : [`${specLine.trim()} <- ${pageLine}`]
  })

  expect(found).toEqual(otherWords)
})

it('refuses the sister page that lacks a section as its file says', async () => {
  const page = await readProjectFile(`${FIXTURES}/speech.txt`)

  const problem = extractParameterTable(page)

  expect(problem).toEqual(parse(await readProjectFile(`${FIXTURES}/speech.problem.yaml`)))
})

it('reports the contradiction of the page search', async () => {
  const { contradictions } = extract(await readProjectFile(`${FIXTURES}/search.txt`))

  expect(contradictions).toEqual([
    {
      pointer: '/paths/~1/post/requestBody/content/application~1json/schema/properties/query',
      line: 7,
      message: 'the description of `query` says "Up to 3 strings can be specified", its type column says string',
    },
  ])
})
