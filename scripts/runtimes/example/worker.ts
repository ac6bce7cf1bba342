import { runExample } from './example.ts'

/** workerd: the request's body is the base URL. */
export default {
  fetch: async (request: Request): Promise<Response> =>
    Response.json(await runExample({ baseURL: await request.text() })),
}
