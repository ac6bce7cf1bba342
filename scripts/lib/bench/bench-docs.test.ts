import { expect, it } from 'vitest'
import { readPerformancePage } from './bench-docs.ts'
import { charts } from './charts.ts'

it('the page has a section for the targets and for every group', async () => {
  await expect(readPerformancePage()).resolves.toContain('<!-- /targets -->')
})

it('no two pictures have the same file', () => {
  const files = charts.map(({ file }) => file)

  expect(new Set(files).size).toBe(files.length)
})
