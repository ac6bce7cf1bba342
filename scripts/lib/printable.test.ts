import { expect, it } from 'vitest'
import { formatFinding } from './run-command.ts'

it('a finding about a page shows control characters as text, in its pointer too', () => {
  const place = { file: 'specs/pages/a', line: 1, pointer: '/properties/\u001b[2J\u202e' }

  const line = formatFinding({ code: 'DC123', side: 'page', ...place, message: 'a\u009b2J\nb' })

  expect(line).toBe(String.raw`DC123  page  specs/pages/a:1 (/properties/\u{1b}[2J\u{202e})  a\u{9b}2J\u{a}b`)
})
