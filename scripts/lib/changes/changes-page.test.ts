import { expect, it } from 'vitest'
import type { Change } from './change.ts'
import { addChangesSection, renderChangesSection } from './changes-page.ts'

const CHANGE: Change = {
  id: 'limit-lowered',
  severity: 'breaking',
  gateway: 'anyfast',
  spec: 'doubao-pro',
  models: ['doubao-pro'],
  text: '`max_tokens` may be at most `131072` (was `262144`).',
  pointer: '/paths',
  file: 'specs/pages/doubao-pro.md',
  line: 83,
  url: null,
  source: 'own',
}

it('groups by gateway and model, the worst first, with a link to the line of the page', async () => {
  const section = await renderChangesSection('2026-05-01', [
    { ...CHANGE, severity: 'info', id: 'parameter-added', text: 'The parameter `top_k` is new.', line: 90 },
    CHANGE,
    { ...CHANGE, gateway: 'theturbo', models: ['a', 'b', 'c', 'd'], spec: 'doubao', line: null },
  ])

  expect(section).toBe(`## 2026-05-01

Version: **minor**, there is something new to call (parameter-added: The parameter \`top_k\` is new).

### anyfast

#### \`doubao-pro\`

- **breaking**: \`max_tokens\` may be at most \`131072\` (was \`262144\`). ([doubao-pro.md, line 83](pages/doubao-pro.md#L83))
- **info**: The parameter \`top_k\` is new. ([doubao-pro.md, line 90](pages/doubao-pro.md#L90))

### theturbo

#### doubao

- **breaking**: \`max_tokens\` may be at most \`131072\` (was \`262144\`). ([doubao-pro.md](pages/doubao-pro.md))
`)
})

it('links to the published page too where it says its address, and only to https', async () => {
  const section = await renderChangesSection('now', [
    { ...CHANGE, url: 'https://docs.example/doubao-pro' },
    { ...CHANGE, url: 'javascript:alert(1)' },
  ])

  expect(section).toContain('[published](https://docs.example/doubao-pro)')
  expect(section).not.toContain('javascript')
})

it('lets no word of a page become markup, an image or a mention', async () => {
  const text = 'Example `<b>` fails: ![x](https://evil.example/x.png) <img src=x> @everyone # big.'

  const section = await renderChangesSection('now', [{ ...CHANGE, text }])

  expect(section).toContain(
    'Example `<b>` fails: \\!\\[x\\](https`://`evil.example/x.png) \\<img src=x\\> `@`everyone `#` big.',
  )
})

it('puts the newest section on top and keeps the older ones', () => {
  const first = addChangesSection('', '## 2026-05-01\n\nOne.\n')

  const second = addChangesSection(first, '## 2026-05-09\n\nTwo.\n')

  expect(first).toMatch(/^# What changed in the docs\n\n.*\n\n## 2026-05-01\n\nOne\.\n$/)
  expect(second).toBe(first.replace('## 2026-05-01', '## 2026-05-09\n\nTwo.\n\n## 2026-05-01'))
})
