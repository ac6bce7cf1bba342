import { runExample } from './example.ts'

// Node, Bun and Deno: `<runtime> process.js <base URL>`.
console.log(JSON.stringify(await runExample({ baseURL: process.argv[2] ?? '' })))
