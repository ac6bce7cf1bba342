import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { mapWithLimit } from './map-with-limit.ts'

it('results keep the order of the items, and no more than the limit are under way', async () => {
  let underWay = 0
  let most = 0

  const results = await mapWithLimit([30, 1, 20, 5, 10], 2, async (milliseconds) => {
    underWay += 1
    most = Math.max(most, underWay)
    await setTimeout(milliseconds)
    underWay -= 1
    return milliseconds * 2
  })

  expect(results).toEqual([60, 2, 40, 10, 20])
  expect(most).toBe(2)
})
