import { makeTemporaryProject, type TemporaryProject } from '../temporary-project.ts'
import { createNetworkFetch, NETWORK_LIMITS } from './fetch-from-network.ts'
import { runSync, type SyncOptions, type SyncResult } from './run-sync.ts'

/** What differs between the pages of an example. */
export interface ExamplePage {
  models?: string[]
  maxTokens?: number
  title?: string
  operation?: string
  /** Lines of YAML below the request's properties. */
  properties?: string
}

/** A page in the markdown that Mintlify serves, about one operation of `https://www.anyfast.ai`. */
export function makePage(page: ExamplePage = {}): string {
  const { models = ['doubao-x'], maxTokens = 4096, title = 'Chat', properties = '' } = page
  const { operation = 'POST /v1/chat/completions' } = page
  const [method = '', path = ''] = operation.split(' ')
  return `# ${title}

## OpenAPI

\`\`\`\`yaml docs/openapi.yaml ${operation}
openapi: 3.1.0
info: {title: ${title}, version: 1.0.0}
servers: [{url: 'https://www.anyfast.ai'}]
security: [{bearer: []}]
paths:
  ${path}:
    ${method.toLowerCase()}:
      operationId: createChat
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [model, messages]
              properties:
                model: {type: string, enum: [${models.join(', ')}]}
                messages:
                  type: array
                  minItems: 1
                  items: {type: object, properties: {role: {type: string}, content: {type: string}}}
                max_tokens: {type: integer, minimum: 1, maximum: ${String(maxTokens)}}
${properties}      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {type: object, properties: {id: {type: string}}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
\`\`\`\`
`
}

/** An index of pages, as llms.txt lists them. */
export function makeIndex(origin: string, paths: readonly string[]): string {
  return `# Docs\n\n${paths.map((path) => `- [${path}](${origin}/${path}): A page.`).join('\n')}\n`
}

/** No test asks a server of the world. */
export async function forgetAddresses(project: TemporaryProject): Promise<void> {
  const sources = await project.read('specs/sources.yaml')
  await project.write('specs/sources.yaml', sources.replaceAll(/^ {4}url: .*\n/gm, ''))
}

/** A copy of the project that lists one site more. */
export async function makeSyncProject(origin: string, settings = ''): Promise<TemporaryProject> {
  const project = await makeTemporaryProject()
  await forgetAddresses(project)
  const entry = `sites:
  - site: docs
    index: ${origin}/llms.txt
    mirrors: [https://docs.example.com]
    gateway: anyfast
    format: mintlify-fence
    overlays: []
${settings}
pages:
`
  await project.edit('specs/sources.yaml', 'pages:\n  - page', `${entry}  - page`)
  return project
}

/** Lists `own.md` of a site by itself. */
export async function listOwnPage(project: TemporaryProject, origin: string): Promise<void> {
  const entry = `  - page: own.md
    url: ${origin}/own.md
    gateway: anyfast
    spec: own
    format: mintlify-fence
    role: primary
    overlays: []
`
  await project.edit('specs/sources.yaml', 'pages:\n  - page', `pages:\n${entry}\n  - page`)
}

/** Limits that a test can wait for. */
export const SHORT_LIMITS = { ...NETWORK_LIMITS, headersTimeout: 500, pageTimeout: 1_500, retries: 1, longestPause: 50 }

/** Syncs a project with the servers of these origins. */
export function syncFrom(
  { root }: Pick<TemporaryProject, 'root'>,
  origins: readonly string[],
  options: Partial<SyncOptions> = {},
): Promise<SyncResult> {
  const fetchPage = createNetworkFetch(new Set(origins), SHORT_LIMITS)
  return runSync({ project: root, out: root, fetchPage, isWritten: true, heading: '2026-04-28', ...options })
}
