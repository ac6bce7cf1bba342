import { createClient } from 'doubao-client'
import { runExample, type ExampleOutcome } from './example.ts'

/** Browsers: page and API have one origin. */
export async function run(): Promise<ExampleOutcome> {
  if (!isRefused()) throw new Error('createClient() asked for no dangerouslyAllowBrowser')
  return await runExample({ baseURL: location.origin, dangerouslyAllowBrowser: true })
}

function isRefused(): boolean {
  try {
    createClient({ gateway: 'anyfast', apiKey: 'any' })
    return false
  } catch (error) {
    return error instanceof TypeError && error.message.includes('dangerouslyAllowBrowser')
  }
}
