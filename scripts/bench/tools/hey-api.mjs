import { readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'

// hey-api as it comes: a client of each spec of a folder, one after the other, each with a runtime of its own.
const [inputs = '', output = '', plugins] = process.argv.slice(2)
for (const name of readdirSync(inputs).sort()) {
  await createClient({
    input: join(inputs, name),
    logs: { level: 'silent', file: false },
    output: join(output, parse(name).name),
    plugins: [
      '@hey-api/typescript',
      '@hey-api/client-fetch',
      { name: '@hey-api/sdk', client: false },
      ...(plugins === 'with-validators' ? [/** @type {const} */ ('valibot')] : []),
    ],
  })
}
