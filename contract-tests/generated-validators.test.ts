import * as v from 'valibot'
import { expect, it } from 'vitest'
import { prepareTarget, type ContractTarget } from './engine/contract-target.ts'
import { invalidCases, validCases, type RequestCase } from './engine/request-cases.ts'
import { readTargets } from './support/read-targets.ts'

const targets = readTargets()

it.each(targets)('the generated validator of $id takes every valid request to $model', async (target) => {
  const { valid } = casesOf(target)
  const schema = await readBodySchema(target)

  expect(valid.filter(({ body }) => !v.is(schema, body)).map(({ name }) => name)).toEqual([])
})

it.each(targets)('the generated validator of $id refuses every invalid request to $model', async (target) => {
  const { invalid } = casesOf(target)
  const schema = await readBodySchema(target)

  expect(invalid.length).toBeGreaterThan(0)
  expect(invalid.filter(({ body }) => v.is(schema, body)).map(({ name }) => name)).toEqual([])
})

function casesOf(target: ContractTarget): { valid: RequestCase[]; invalid: RequestCase[] } {
  const { document, operation, model } = prepareTarget(target)
  const valid = validCases(document, operation, model)
  const [requiredOnly = { name: '', body: {} }, whole = requiredOnly] = valid
  return { valid, invalid: invalidCases(document, operation, whole) }
}

/** The schema of the request's body, by the end of the name that the generator gave it. */
async function readBodySchema({ id }: ContractTarget): Promise<v.GenericSchema> {
  const { href } = new URL(`../generated/${id}/valibot.gen.ts`, import.meta.url)
  const module = (await import(href)) as Record<string, v.GenericSchema>
  const schema = Object.entries(module).find(([name]) => name.endsWith('Body'))?.[1]
  if (!schema) throw new TypeError(`${id} has no validator of a body`)
  return schema
}
