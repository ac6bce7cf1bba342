import * as v from 'valibot'
import { GATEWAY_MODULE } from './generated-files.ts'

/** Names become paths, so nothing but these characters may stand in one. */
export const fileName = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]*$/i, 'must be a plain file name'))

/** A spec has a folder beside its gateway's module, also where letters' case does not count. */
export const specName = v.pipe(
  fileName,
  v.check((name) => name.toLowerCase() !== GATEWAY_MODULE, 'is the name of the module of its gateway'),
)

/** Folders of specs/ and generated/ that hold something else than a gateway's specs. */
const RESERVED_NAMES = ['pages', 'overlays', 'runtime']

export const gatewayName = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9-]*$/, 'must be lower-case letters, digits and dashes'),
  v.notValues(RESERVED_NAMES, 'is the name of another folder'),
)

export const originSchema = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text) && new URL(text).origin === text, 'must be an origin, such as https://host'),
)

/** Where something is fetched from: what an eavesdropper changes becomes code, so nothing but TLS leaves the machine. */
export const addressSchema = v.pipe(
  v.string(),
  v.check(isAddress, 'must be an https address without a query; http for this machine alone'),
)

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  const isOfThisMachine = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  return (protocol === 'https:' || isOfThisMachine) && search === '' && hash === '' && username === ''
}
