import { type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import type { Extraction, ExtractionProblem } from './extractors/extraction.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/**
 * A page must not send the gateway's key to another host: every server of the document, of a path and of an
 * operation has to be the gateway's origin, without a path of its own.
 */
export function findForeignServer(extraction: Extraction, origin: string): ExtractionProblem | undefined {
  const yaml = parseYaml(extraction.specText)
  if (!isYamlFile(yaml)) return undefined
  for (const { path, url } of listServers(yaml.value)) {
    if (url === origin || url === `${origin}/`) continue
    const line = extraction.pageLineOf(yaml.lineOf(path))
    const message = `the server ${JSON.stringify(url ?? null)} is not the gateway's origin ${origin}`
    return { code: 'DC107', line, message }
  }
  return undefined
}

interface Server {
  path: PathKey[]
  url: unknown
}

function listServers(document: unknown): Server[] {
  const paths = childrenOf(childOf(document, 'paths'))
  return [
    ...serversOf(document, []),
    ...paths.flatMap(([path, item]) => [
      ...serversOf(item, ['paths', path]),
      ...childrenOf(item).flatMap(([method, operation]) => serversOf(operation, ['paths', path, method])),
    ]),
  ]
}

/** Something else than a list of objects is a server without a URL, and so a foreign one. */
function serversOf(owner: unknown, ownerPath: PathKey[]): Server[] {
  const servers = childOf(owner, 'servers')
  if (servers === undefined) return []
  const path = [...ownerPath, 'servers']
  if (!Array.isArray(servers)) return [{ path, url: undefined }]
  return servers.map((server, index) => ({ path: [...path, index, 'url'], url: childOf(server, 'url') }))
}

function childOf(value: unknown, key: string): unknown {
  return new Map(childrenOf(value)).get(key)
}

function childrenOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []
}
