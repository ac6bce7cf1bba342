import { catalog, type CatalogTypes } from '../generated/catalog.gen.ts'
import { createClient } from '../generated/runtime/client/index.ts'

/** A gateway whose docs this package is made from. */
export type GatewayId = keyof CatalogTypes
/** A model that the docs of gateway `G` document. */
export type ModelId<G extends GatewayId> = keyof CatalogTypes[G] & string
/** What the docs of gateway `G` state for model `M`: the request's body, the JSON answer, or an event of the stream. */
export type Documented<G extends GatewayId, M extends ModelId<G>, Part extends 'body' | 'completion' | 'chunk'> =
  CatalogTypes[G][M] extends Record<Part, infer Type> ? Type : never
/** What is generated of a gateway: `gateway` of `doubao-client/gateways/<id>`. */
export type Gateway<G extends GatewayId = GatewayId> = Readonly<Record<'id', G> & Record<'baseURL', string> & Models>
type Models = Record<'models', Readonly<Record<string, unknown>>>
export const gateways: { readonly [G in GatewayId]: Gateway<G> } = catalog

/** Where all requests of a client go, and what each of them carries. */
export interface Connection {
  gateway: Gateway
  baseURL: string
  apiKey: string
  headers: Record<string, string>
  fetch: typeof fetch | undefined
}

export type Outgoing = Record<'body', Record<string, unknown>> & Record<'headers', Record<string, string>>
type OperationRequest = Outgoing & { signal: AbortSignal; onRequest: (request: Request) => void }
/** Sends one request and gives its answer, of whatever status, with its body unread. Never follows a redirect. */
export type Operation = (request: OperationRequest) => Promise<Response>
/** The operation of a documented model; of the first one, for a model that the docs may not know. */
export type FindOperation = (model: string, isUnchecked: boolean) => Operation
type GeneratedOperation = (options: object) => Promise<{ error?: unknown }>

/** Binds the generated functions of one gateway to a connection. Touches neither `fetch` nor the network. */
export function bindOperations({ gateway, baseURL, apiKey, headers, fetch }: Connection): FindOperation {
  const inherited = { client: createClient({ baseUrl: baseURL, auth: apiKey, headers }) }
  let empty: Response | undefined
  const send = async (operation: GeneratedOperation, { onRequest, ...request }: OperationRequest) => {
    let answer: Response | undefined
    // The generated client would read an error's body without bound. So it makes the request, and sees an empty success.
    const fetchAside = async (sent: Request): Promise<Response> => {
      onRequest(sent)
      answer = await (fetch ?? globalThis.fetch)(sent)
      return (empty ??= new Response())
    }
    // It spreads the options into a `RequestInit`, where Deno has a `client` of its own (hey-api#4177): not what is inherited.
    const { error } = await operation({ __proto__: inherited, ...request, fetch: fetchAside, redirect: 'manual' })
    if (!answer) throw (error ?? 'nothing') as Error
    return answer
  }
  const models = new Map(Object.entries(gateway.models) as [string, GeneratedOperation][])
  const names = [...models.keys()]
  const known = names.join(', ')
  return (model, isUnchecked) => {
    const operation = models.get(isUnchecked ? (names[0] ?? '') : model)
    if (operation) return (request) => send(operation, request)
    throw new TypeError(`${gateway.id} documents ${known}, not ${JSON.stringify(model)}: see createUnchecked()`)
  }
}
