import { createChatCompletions, type ChatCompletions } from './chat.ts'
import { resolveConnection, resolveLimits, type ClientOptions } from './client-options.ts'
import { systemClock } from './clock.ts'
import { createNotify } from './hooks.ts'
import { bindOperations, gateways, type Gateway, type GatewayId } from './operations.ts'

/** A client of one gateway. */
export interface Client<G extends GatewayId> {
  readonly gateway: G
  readonly baseURL: string
  readonly chat: { readonly completions: ChatCompletions<G> }
}
type GatewayOptions<G extends GatewayId> = Omit<ClientOptions<G>, 'gateway'> & Record<'gateway', Gateway<G>>

/** Makes a client of one gateway with one key. Sends nothing, reads no environment. Wrong options are a `TypeError`. */
export function createClient<G extends GatewayId>(options: ClientOptions<G>): Client<G> {
  const ids = Object.keys(gateways)
  if (!ids.includes(options.gateway)) throw new TypeError(`gateway must be one of ${ids.join(', ')}`)
  return createGatewayClient<G>({ ...options, gateway: gateways[options.gateway] })
}

/** The same for the `gateway` of `doubao-client/gateways/…`, so that an application bundles no other. */
export function createGatewayClient<G extends GatewayId>({ gateway, ...options }: GatewayOptions<G>): Client<G> {
  const connection = resolveConnection(gateway, options)
  const completions = createChatCompletions<G>(bindOperations(connection), {
    limits: resolveLimits(options),
    notify: createNotify(options.hooks ?? {}, options.logger),
    clock: options.clock ?? systemClock,
    redact: (text) => text.replaceAll(connection.apiKey, '[API key]'),
  })
  return { gateway: gateway.id, baseURL: connection.baseURL, chat: { completions } }
}
