import { createChatCompletions, type ChatCompletions } from './chat.ts'
import { resolveConnection, resolveLimits, type ClientOptions } from './client-options.ts'
import { systemClock } from './clock.ts'
import { createNotify } from './hooks.ts'
import { bindOperations, type Gateway, type GatewayId } from './operations.ts'

/** A client of one gateway. */
export interface Client<G extends GatewayId> {
  readonly gateway: G
  readonly baseURL: string
  readonly chat: { readonly completions: ChatCompletions<G> }
}
type CoreOptions<G extends GatewayId> = Omit<ClientOptions<G>, 'gateway'> & Record<'gateway', Gateway<G>>

/** As the `createClient` of the package, for a `gateway` of `doubao-client/gateways/…`: bundles no other's models. */
export function createClient<G extends GatewayId>({ gateway, ...options }: CoreOptions<G>): Client<G> {
  const connection = resolveConnection(gateway, options)
  const redact = (text: string): string => text.replaceAll(connection.apiKey, '[API key]')
  const completions = createChatCompletions<G>(bindOperations(connection), {
    limits: resolveLimits(options),
    notify: createNotify(options.hooks ?? {}, options.logger),
    clock: options.clock ?? systemClock,
    redact,
  })
  return { gateway: gateway.id, baseURL: connection.baseURL, chat: { completions } }
}
