import * as v from 'valibot'
import { expect, it } from 'vitest'
import { prepareTarget, type ContractTarget } from './engine/contract-target.ts'
import { readTargets } from './support/read-targets.ts'

const targets = await readTargets()

it.each(targets)('the generated validator of $id takes every valid request to $model', async (target) => {
  const { valid } = prepareTarget(target).cases
  const schema = await readBodySchema(target)

  expect(valid.filter(({ body }) => !v.is(schema, body)).map(({ name }) => name)).toEqual([])
})

it.each(targets)('the generated validator of $id refuses every invalid request to $model', async (target) => {
  const { invalid } = prepareTarget(target).cases
  const schema = await readBodySchema(target)

  expect(invalid.length).toBeGreaterThan(0)
  expect(invalid.filter(({ body }) => v.is(schema, body)).map(({ name }) => name)).toEqual([])
})

/** The schema of the request's body, by the end of the name that the generator gave it. */
async function readBodySchema({ id }: ContractTarget): Promise<v.GenericSchema> {
  const { href } = new URL(`../generated/${id}/valibot.gen.ts`, import.meta.url)
  const module = (await import(href)) as Record<string, v.GenericSchema>
  const schema = Object.entries(module).find(([name]) => name.endsWith('Body'))?.[1]
  if (!schema) throw new TypeError(`${id} has no validator of a body`)
  return schema
}
