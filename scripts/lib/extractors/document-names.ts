import type { PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import type { YamlFile } from '../yaml-file.ts'
import type { ExtractionProblem } from './extraction.ts'
import { entriesOf, ownValue } from './own-value.ts'

/** Longer names are no names, and make files and lines that no tool can show. */
const MAX_NAME = 200

interface Place {
  path: PathKey[]
  message: string
}

/** Names that a page gives, and that end up in URLs, in code, or in the choice of a key. */
export function findNameProblem({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  const place = [
    ...findPathNames(value),
    ...findOperationIds(value),
    ...findSecurity(value),
    ...findSchemaNames(value),
  ][0]
  if (!place) return undefined
  return { code: 'DC123', line: lineOf(place.path), message: place.message }
}

/**
 * A path is put behind the gateway's origin: `@host/x` would be another host, `/../x` another path, and `//host/x`
 * another host where a page in a browser gives the generated client no origin.
 */
function findPathNames(document: unknown): Place[] {
  return entriesOf(ownValue(document, 'paths')).flatMap(([path]) => {
    const isPlain =
      /^\/(?!\/)[^\s\\?#\p{Cc}]*$/u.test(path) && !/\/(\.|%2e){1,2}(\/|$)/i.test(path) && path.length <= MAX_NAME
    if (isPlain) return []
    return [{ path: ['paths', path], message: `the path ${quote(path)} is none that can follow a gateway's origin` }]
  })
}

function findOperationIds(document: unknown): Place[] {
  return operationsOf(document).flatMap(({ path, operation }) => {
    const id = ownValue(operation, 'operationId')
    if (id === undefined) return []
    const isName = typeof id === 'string' && /[\p{ID_Start}\d]/u.test(id) && id.length <= MAX_NAME
    if (isName) return []
    const message = `the operationId ${quote(id)} is no text of 1 to ${String(MAX_NAME)} characters with a letter or digit`
    return [{ path: [...path, 'operationId'], message }]
  })
}

/** A requirement that cannot be met is one that a generator passes over: requests would go out without the key. */
function findSecurity(document: unknown): Place[] {
  const schemes = ownValue(ownValue(document, 'components'), 'securitySchemes')
  const owners = [{ path: [] as PathKey[], operation: document }, ...operationsOf(document)]
  return owners.flatMap(({ path, operation }) =>
    entriesOf(ownValue(operation, 'security')).flatMap(([index, requirement]) =>
      entriesOf(requirement).flatMap(([name]) => {
        const place = [...path, 'security', Number(index), name]
        const scheme = ownValue(schemes, name)
        if (scheme === undefined) return [{ path: place, message: `no security scheme is named ${quote(name)}` }]
        if (isKnownScheme(scheme)) return []
        const message = `the security scheme ${quote(name)} is neither a bearer or basic token nor a key in a header or query`
        return [{ path: ['components', 'securitySchemes', name], message }]
      }),
    ),
  )
}

function isKnownScheme(scheme: unknown): boolean {
  const [type, word] = [ownValue(scheme, 'type'), ownValue(scheme, 'scheme')]
  if (type === 'http') return typeof word === 'string' && /^(bearer|basic)$/i.test(word)
  const name = ownValue(scheme, 'name')
  const isToken = typeof name === 'string' && /^[!#$%&'*+.^_`|~\w-]+$/.test(name)
  return type === 'apiKey' && isToken && ['header', 'query'].includes(String(ownValue(scheme, 'in')))
}

function findSchemaNames(document: unknown): Place[] {
  return entriesOf(ownValue(document, 'components')).flatMap(([kind, components]) =>
    entriesOf(components).flatMap(([name]) => {
      // OpenAPI says which characters may stand in a key of the components.
      if (/^[\w.-]+$/.test(name) && name !== '__proto__' && name.length <= MAX_NAME) return []
      const message = `the name ${quote(name)} in components.${kind} is not of letters, digits, ".", "-" and "_"`
      return [{ path: ['components', kind, name], message }]
    }),
  )
}

function operationsOf(document: unknown): { path: PathKey[]; operation: unknown }[] {
  return entriesOf(ownValue(document, 'paths')).flatMap(([path, item]) =>
    entriesOf(item).map(([method, operation]) => ({ path: ['paths', path, method], operation })),
  )
}

function quote(name: unknown): string {
  const text = JSON.stringify(name)
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}
