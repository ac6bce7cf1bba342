import { expect, it } from 'vitest'
import { giveOne } from './contestants/contestant.ts'
import { loadContestant } from './contestants/index.ts'
import { bytesOf, createPieceFetch } from './piece-fetch.ts'
import { runTask } from './run-task.ts'

const WAY = { pieceBytes: 101 }

it('pieces are of the size that was asked for, and add up to the stream', async () => {
  const payload = { chunks: 5 }
  const pieces: Uint8Array[] = []

  const response = await createPieceFetch(payload, 101)('')
  for await (const piece of response.body ?? []) pieces.push(piece)

  expect(new Set(pieces.slice(0, -1).map(({ length }) => length))).toEqual(new Set([101]))
  expect(Buffer.concat(pieces)).toEqual(Buffer.from(bytesOf(payload)))
})

it.each(['ours', 'ours-final', 'plain-stream', 'checked-stream', 'json-parse', 'read-bytes'])(
  '%s reads a stream in small pieces to its end, and one large event',
  async (id) => {
    const contestant = loadContestant(id, '')

    for (const payload of [{ chunks: 300 }, { eventBytes: 5_000 }]) {
      const taken = await runTask(contestant, { kind: 'read', way: WAY, payload })

      expect(taken.clock).toBeGreaterThan(0)
    }
  },
)

it('a contestant that loses chunks is an error, and no fast one', async () => {
  const losing = { prepareStream: () => () => Promise.resolve(giveOne(Promise.resolve('a chunk'))) }

  const run = runTask(losing, { kind: 'read', way: WAY, payload: { chunks: 300 } })

  await expect(run).rejects.toThrow('1 items came, of 300')
})

it('a contestant that is not there is an error', () => {
  expect(() => loadContestant('nobody', '')).toThrow('there is no contestant nobody')
})
