import { expect, it } from 'vitest'
import type { PlayedMutant } from '../../../contract-tests/drift/play-answers.ts'
import { judge, judgeCompleteness, type Baseline } from './judge.ts'
import type { ClassifiedOperator } from './operator-classes.ts'
import type { DriftResult } from './run-drift.ts'
import { percent, type ScoredMutant } from './score.ts'

const classes = new Map<string, ClassifiedOperator>(
  ['one', 'two', 'three', 'four'].map((operator, index) => {
    return [operator, { operator, class: index === 3 ? 'C' : 'A', why: 'so', owner: 'DC111' }]
  }),
)
const noticed: ScoredMutant = {
  ...{ family: 'A', spec: 'anyfast/spec', operator: 'one', pointer: '/paths', detail: 'removed' },
  ...{ killedBy: 'DC401', message: 'refused', reason: undefined },
}
const survivor: ScoredMutant = { ...noticed, killedBy: undefined, reason: 'cannot be seen' }

it('a score at its baseline, with every survivor explained, is right', () => {
  const mutants = [...Array.from({ length: 99 }, () => noticed), survivor]

  expect(judge(resultOf(mutants), classes, { A: { 'anyfast/spec': { killed: 99, total: 100 } } })).toEqual([])
})

it('a score below its baseline is a problem that names family, spec and both figures', () => {
  const mutants = [...Array.from({ length: 99 }, () => noticed), survivor]

  const problems = judge(resultOf(mutants), classes, { A: { 'anyfast/spec': { killed: 100, total: 100 } } })

  expect(problems).toEqual(['A of anyfast/spec: 99 of 100 is below the baseline of 100 of 100'])
})

it('fewer mutants than the baseline has are a problem, though all of them are noticed', () => {
  const problems = judge(resultOf([noticed]), classes, { A: { 'anyfast/spec': { killed: 9, total: 10 } } })

  expect(problems).toEqual(['A of anyfast/spec: 1 of 1 is below the baseline of 9 of 10'])
})

it('a whole run has to play all that the baseline has, and no more', () => {
  const tally = { killed: 1, total: 1 }

  const problems = judgeCompleteness(resultOf([noticed]), { B: { 'anyfast/spec': tally } })

  expect(problems).toEqual(['A of anyfast/spec: has no baseline', 'B of anyfast/spec: nothing was played'])
})

it('a family below what it was promised to be is a problem, whatever the baseline says', () => {
  const mutants = [...Array.from({ length: 97 }, () => noticed), survivor, survivor, survivor]

  expect(judge(resultOf(mutants), classes, {})).toEqual(['A: 97.0 % is below 98 %'])
})

it('a survivor without a reason is a problem with its pointer', () => {
  const mutants = [...Array.from({ length: 99 }, () => noticed), { ...survivor, reason: undefined }]

  expect(judge(resultOf(mutants), classes, {})).toEqual([
    'A of anyfast/spec: nobody noticed one (removed) at /paths, and no reason is given',
  ])
})

it('a legal answer that is refused is a problem', () => {
  const refused: PlayedMutant = {
    ...{ id: 'json extra /', family: 'json', operator: 'extra', pointer: '', isLegal: true, reason: 'unknown keys' },
    ...{ killedBy: 'DC404', killers: ['DC404'] },
  }

  const problems = judge({ ...resultOf([noticed]), refused: [refused] }, classes, {})

  expect(problems).toEqual(['a legal answer is refused by DC404: json extra /'])
})

it('more than a quarter of the operators in class C is a problem', () => {
  const more = new Map([...classes, ['five', { operator: 'five', class: 'C', why: 'so', owner: 'DC111' }] as const])

  expect(judge(resultOf([noticed]), more, {} satisfies Baseline)).toEqual(['2 of 5 operators are in class C'])
})

it('a share is rounded down: only all of them are 100 %', () => {
  expect([0.9999, 1].map((share) => percent({ share }))).toEqual(['99.9 %', '100.0 %'])
})

function resultOf(mutants: ScoredMutant[]): DriftResult {
  const mustAccept = { killed: 0, total: 0, share: 1 }
  return { mutants, unseen: [], withoutOverlay: {}, mustAccept, refused: [], milliseconds: 1 }
}
