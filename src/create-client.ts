import { createChatCompletions, type ChatCompletions } from './chat.ts'
import { resolveConnection, resolveLimits, type ClientOptions } from './client-options.ts'
import { systemClock } from './clock.ts'
import { createNotify } from './hooks.ts'
import { bindOperations, type GatewayId } from './operations.ts'

/** A client of one gateway. */
export interface Client<G extends GatewayId> {
  readonly gateway: G
  readonly baseURL: string
  readonly chat: { readonly completions: ChatCompletions<G> }
}

/** Makes a client of one gateway with one key. Sends nothing, reads no environment. Wrong options are a `TypeError`. */
export function createClient<G extends GatewayId>(options: ClientOptions<G>): Client<G> {
  const connection = resolveConnection(options)
  const redact = (text: string): string => text.replaceAll(connection.apiKey, '[API key]')
  const completions = createChatCompletions<G>(bindOperations(connection), {
    limits: resolveLimits(options),
    notify: createNotify(options.hooks ?? {}, options.logger),
    clock: options.clock ?? systemClock,
    redact,
  })
  return { gateway: options.gateway, baseURL: connection.baseURL, chat: { completions } }
}
