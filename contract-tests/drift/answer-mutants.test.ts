import { createClient } from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { writeEvents } from '../engine/answers/event-text.ts'
import { wholeCompletion } from '../engine/answers/whole-completion.ts'
import type { CreateClient, UntypedCompletions } from '../engine/check-context.ts'
import { prepareTarget } from '../engine/contract-target.ts'
import { readTargets } from '../support/read-targets.ts'
import { answerMutants } from './answer-mutants.ts'
import { baseStreams } from './base-stream.ts'
import { isOf, legalAnswers } from './legal-answers.ts'
import { playAnswerMutants, type PlayedMutant } from './play-answers.ts'
import { streamMutants } from './stream-mutants.ts'

const prepared = (await readTargets()).map((target) => prepareTarget(target))
const specs = prepared.filter(({ id }, index) => prepared.findIndex((other) => other.id === id) === index)
const played = new Map<string, PlayedMutant[]>()
const plain = new Map<string, PlayedMutant[]>()
for (const target of specs) {
  played.set(target.id, await playAnswerMutants(target, { strict: true }))
  plain.set(target.id, await playAnswerMutants(target, { strict: false }))
}

const families = specs.flatMap(({ id }) => (['json', 'stream'] as const).map((family) => ({ id, family })))

/** The share of wrong answers that were noticed. */
function shareNoticed(results: Map<string, PlayedMutant[]>, id: string, family: PlayedMutant['family']): number {
  const wrong = (results.get(id) ?? []).filter((mutant) => mutant.family === family && !mutant.isLegal)
  return wrong.filter(({ killedBy }) => killedBy !== undefined).length / wrong.length
}

it.each(families)('of the wrong $family answers of $id at least 95 % are noticed', ({ id, family }) => {
  expect(shareNoticed(played, id, family)).toBeGreaterThanOrEqual(0.95)
})

it.each(families)(
  'of the wrong $family answers of $id fewer are noticed without the strength overlay',
  ({ id, family }) => {
    expect(shareNoticed(plain, id, family)).toBeLessThan(shareNoticed(played, id, family))
  },
)

it.each(specs)('every correct answer of $id is accepted by every check, and handed on', ({ id }) => {
  const legal = (played.get(id) ?? []).filter(({ isLegal }) => isLegal)

  expect(legal.filter(({ killers }) => killers.length > 0)).toEqual([])
  expect(legal.every(({ reason }) => reason !== undefined)).toBe(true)
  expect(new Set(legal.map(({ family }) => family))).toEqual(new Set(['json', 'stream']))
})

it.each(specs)('mutants of $id have names of their own, and are the same each time', (target) => {
  const ids = (played.get(target.id) ?? []).map(({ id }) => id)

  expect(new Set(ids).size).toBe(ids.length)
  expect(answerMutants(target)).toEqual(answerMutants(target))
  expect(streamMutants(target)).toEqual(streamMutants(target))
})

it.each(specs)('no mutant of $id is the correct answer itself', (target) => {
  const whole = wholeCompletion(target.document, target.completionPointer)
  const { whole: streamed, fragments } = baseStreams(whole)
  const correct = [streamed, fragments].map(({ chunks }) => writeEvents(chunks))

  expect(answerMutants(target).filter(({ body }) => isDeepStrictEqual(body, whole))).toEqual([])
  expect(streamMutants(target).filter(({ text }) => correct.includes(text))).toEqual([])
})

it('there are as many mutants as a careful reader would think of', () => {
  const count = (id: string, family: string) =>
    (played.get(id) ?? []).filter((mutant) => mutant.family === family).length

  expect(count('anyfast/doubao-seed-evolving', 'json')).toBeGreaterThan(100)
  expect(count('anyfast/doubao-seed-evolving', 'stream')).toBeGreaterThan(100)
})

it('every entry of the list of correct answers is needed', () => {
  const all = [...played.values()].flat()
  const unused = legalAnswers.filter(
    (entry) => !all.some(({ family, operator, pointer }) => isOf(entry, family, operator, pointer)),
  )
  const unusedOperators = legalAnswers.flatMap((entry) =>
    entry.operators.filter(
      (name) =>
        !all.some(({ family, operator, pointer }) => isOf({ ...entry, operators: [name] }, family, operator, pointer)),
    ),
  )

  expect(unused).toEqual([])
  expect(unusedOperators).toEqual([])
})

it('a wrong answer that nothing else shows is noticed by what the client returns', async () => {
  const [target] = specs
  const createLossyClient: CreateClient = (options) => {
    const { completions } = (createClient as unknown as CreateClient)(options).chat
    const create: UntypedCompletions['create'] = async (...call) => {
      const whole = await completions.create(...call)
      return call[0].stream === true ? whole : { ...(whole as object), usage: undefined }
    }
    return { chat: { completions: { ...completions, create } } }
  }

  const results = target ? await playAnswerMutants(target, { strict: true, createClient: createLossyClient }) : []

  const legal = results.filter(({ family, isLegal }) => family === 'json' && isLegal)
  expect(legal.some(({ killers }) => killers.includes('DC414'))).toBe(true)
})
