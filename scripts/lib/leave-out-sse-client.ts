import { replaceInModule } from './replace-in-module.ts'

const SSE_MODULE = 'runtime/core/serverSentEvents.gen.ts'
const CLIENT_MODULE = 'runtime/client/client.gen.ts'

const REFUSAL = `const makeSseFn = (_: Uppercase<HttpMethod>) => (): Promise<never> =>
    Promise.reject(new TypeError("left out: use { parseAs: 'stream' }"));
`

/**
 * Takes the SSE client out of a generated runtime, and puts a refusal in its place: it would send a paid request again
 * after a failure, and the facade never calls it. Its types stay.
 *
 * @throws Error where one of the two modules no longer has the form that is known here.
 */
export function leaveOutSseClient(files: ReadonlyMap<string, string>): Map<string, string> {
  const withoutClient = replaceInModule(files, SSE_MODULE, /\nexport function createSseClient[^]*$/, '')
  const refusing = replaceInModule(withoutClient, CLIENT_MODULE, /const makeSseFn = [^]*?\n {2}\};\n/, REFUSAL)
  return replaceInModule(refusing, CLIENT_MODULE, /^import \{ createSseClient \}.*\n/m, '')
}
