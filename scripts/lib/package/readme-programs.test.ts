import { expect, it } from 'vitest'
import { pointedAt, readmePrograms } from './readme-programs.ts'

const readme = `
\`\`\`sh
npm ci
\`\`\`

\`\`\`ts
const client = createClient({ gateway: 'anyfast' })
\`\`\`

text

\`\`\`ts
await client.call()
\`\`\`

\`\`\`ts
import { call } from 'doubao-client/generated/anyfast/doubao-seed-evolving'
\`\`\`
`

it('the TypeScript blocks of a README are one program, in their order', () => {
  expect(readmePrograms(readme).client).toBe(
    "const client = createClient({ gateway: 'anyfast' })\n\nawait client.call()\n",
  )
})

it('the blocks that import a generated client are a program of their own', () => {
  expect(readmePrograms(readme).generated).toBe(
    "import { call } from 'doubao-client/generated/anyfast/doubao-seed-evolving'\n",
  )
})

it('pointing a program at a server adds one option and changes nothing else', () => {
  expect(pointedAt('http://127.0.0.1:4010', "createClient({ gateway: 'anyfast' })")).toBe(
    'createClient({ baseURL: "http://127.0.0.1:4010", gateway: \'anyfast\' })',
  )
})

it('a program that makes no client cannot be pointed at a server', () => {
  expect(() => pointedAt('http://127.0.0.1:4010', 'makeClient()')).toThrow('the program has no createClient({')
})
