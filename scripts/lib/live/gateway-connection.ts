import { createClient, type GatewayId } from 'doubao-client'
import { createKeyRedactor, LEAST_KEY_LENGTH } from '../../../contract-tests/engine/live/redact-key.ts'
import { InputError } from '../input-error.ts'

/** Where a live run sends, with what, and what takes the key out of whatever is kept. */
export interface GatewayConnection {
  apiKey: string
  baseURL: string
  redact: (text: string) => string
}

/** The environment variable of a gateway's key: `anyfast-cn` has `ANYFAST_CN_API_KEY`. */
export function keyVariable(gateway: string): string {
  return `${gateway.toUpperCase().replaceAll('-', '_')}_API_KEY`
}

/**
 * Reads a gateway's key and finds its address: the documented one, if none is given.
 *
 * @throws InputError where the key is missing or cannot be one, or where the address is none that a key may be sent to
 */
export function connectGateway(
  gateway: string,
  baseURL: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): GatewayConnection {
  const variable = keyVariable(gateway)
  const apiKey = environment[variable]
  if (!apiKey) throw new InputError(`is not set: it has to hold your key of ${gateway}`, { file: variable })
  if (apiKey.length < LEAST_KEY_LENGTH) {
    const reason = `it has fewer than ${String(LEAST_KEY_LENGTH)} characters, and could not be taken out of recordings`
    throw new InputError(`cannot be used: ${reason}`, { file: variable })
  }
  try {
    const client = createClient({ gateway: gateway as GatewayId, apiKey, baseURL })
    return { apiKey, baseURL: client.baseURL, redact: createKeyRedactor(apiKey) }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const file = error.message.startsWith('baseURL') ? '--base-url' : variable
    throw new InputError(error.message, { file }, { cause: error })
  }
}
