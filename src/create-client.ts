import type { ClientOptions } from './client-options.ts'
import { createClient as createCoreClient, type Client } from './core.ts'
import { gateways, type GatewayId } from './operations.ts'

/** Makes a client of one gateway with one key. Sends nothing, reads no environment. Wrong options are a `TypeError`. */
export function createClient<G extends GatewayId>(options: ClientOptions<G>): Client<G> {
  const ids = Object.keys(gateways)
  if (!ids.includes(options.gateway)) throw new TypeError(`gateway must be one of ${ids.join(', ')}`)
  return createCoreClient<G>({ ...options, gateway: gateways[options.gateway] })
}
