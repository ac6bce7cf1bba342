/** What the README tells its readers to type. */
export interface ReadmePrograms {
  /** Its examples of the client, one after the other as they stand there. */
  client: string
  /** Its imports of a generated client. */
  generated: string
}

/** Makes programs of a README's TypeScript blocks: those that import a generated client, and the others in one. */
export function readmePrograms(readme: string): ReadmePrograms {
  const blocks = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code = '']) => code)
  const isGenerated = (code: string) => code.includes("from 'doubao-client/generated/")
  return {
    client: blocks.filter((code) => !isGenerated(code)).join('\n'),
    generated: blocks.filter(isGenerated).join('\n'),
  }
}

/** The same program against another server: the one change is an option in front of those of `createClient`. */
export function pointedAt(baseURL: string, program: string): string {
  const call = 'createClient({ '
  if (!program.includes(call)) throw new Error(`the program has no ${call.trim()}`)
  return program.replaceAll(call, `${call}baseURL: ${JSON.stringify(baseURL)}, `)
}
