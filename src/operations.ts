import { catalog, type CatalogTypes } from '../generated/catalog.gen.ts'
import { createClient, createConfig, type Client } from '../generated/runtime/client/index.ts'

/** A gateway whose docs this package is made from. */
export type GatewayId = keyof CatalogTypes

/** A model that the docs of gateway `G` document. */
export type ModelId<G extends GatewayId> = keyof CatalogTypes[G] & string

type TypesOf<G extends GatewayId, M extends ModelId<G>> = CatalogTypes[G][M]

/** The request body that the docs of gateway `G` state for model `M`. */
export type DocumentedBody<G extends GatewayId, M extends ModelId<G>> =
  TypesOf<G, M> extends { body: infer Body } ? Body : never

/** The JSON answer that the docs state. */
export type DocumentedCompletion<G extends GatewayId, M extends ModelId<G>> =
  TypesOf<G, M> extends { completion: infer Completion } ? Completion : never

/** One event of the stream that the effective spec states. */
export type DocumentedChunk<G extends GatewayId, M extends ModelId<G>> =
  TypesOf<G, M> extends { chunk: infer Chunk } ? Chunk : never

/** Where requests go, and what each of them carries. */
export interface Connection {
  gateway: GatewayId
  baseURL: string
  apiKey: string
  headers: Record<string, string>
  fetch: typeof fetch | undefined
}

export interface OperationRequest {
  body: Record<string, unknown>
  headers: Record<string, string>
  signal: AbortSignal | undefined
}

/** What the generated client makes of an exchange: with no `response`, `error` is what kept it from happening. */
export interface OperationResult {
  request?: Request
  response?: Response
  /** The body of an error answer, parsed where it is JSON. */
  error?: unknown
}

/** Sends one request and leaves the body of a successful answer unread. Never throws, never follows a redirect. */
export type Operation = (request: OperationRequest) => Promise<OperationResult>

/** The generated operations of one gateway on a client of their own. */
export interface Operations {
  /** Undefined for a model that the gateway's docs do not document. */
  forModel: (model: string) => Operation | undefined
  /** For a model that the docs do not know: the operation of the first documented one. */
  forUnknownModel: Operation
}

type GeneratedOperation = (
  options: OperationRequest & { client: Client; parseAs: 'stream'; redirect: 'manual' },
) => Promise<OperationResult>

/** Binds the generated functions of one gateway to a connection. Touches neither `fetch` nor the network. */
export function createOperations({ gateway, baseURL, apiKey, headers, fetch }: Connection): Operations {
  const client = createClient(createConfig({ baseUrl: baseURL, auth: apiKey, headers, ...(fetch && { fetch }) }))
  // Each generated function wants its own model's body; chat.ts holds the caller to it, so here one type does for all.
  const models = catalog[gateway].models as unknown as Record<string, GeneratedOperation>
  const bind =
    (operation: GeneratedOperation): Operation =>
    (request) =>
      operation(withHidden({ ...request, parseAs: 'stream', redirect: 'manual' }, client))

  const [first] = Object.values(models)
  if (!first) throw new TypeError(`the gateway ${gateway} documents no model`)
  return {
    forModel: (model) => {
      const operation = Object.hasOwn(models, model) ? models[model] : undefined
      return operation && bind(operation)
    },
    forUnknownModel: bind(first),
  }
}

/**
 * The generated runtime spreads all options into a `RequestInit`, where Deno takes `client` for a `Deno.HttpClient`
 * and throws (hey-api/hey-api#4177). A spread leaves out what cannot be enumerated.
 */
function withHidden<T extends object>(options: T, client: Client): T & { client: Client } {
  return Object.defineProperty(options, 'client', { value: client }) as T & { client: Client }
}

/** The ids of all gateways. */
export function listGateways(): GatewayId[] {
  return Object.keys(catalog) as GatewayId[]
}

/** The ids of a gateway's documented models. */
export function listModels(gateway: GatewayId): string[] {
  return Object.keys(catalog[gateway].models)
}

/** The address that a gateway's docs state. */
export function documentedBaseURL(gateway: GatewayId): string {
  return catalog[gateway].baseURL
}
