import { isRecord } from '../../../../contract-tests/engine/sample-values.ts'
import type { OpenApiDocument } from '../../overlays.ts'
import type { Operation, PairedOperations } from '../operations.ts'
import { quote, quoteList } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'

/** Another host or path that calls go to, and operations that came or went. */
export function findAddressChanges(
  before: OpenApiDocument,
  after: OpenApiDocument,
  { pairs, removed, added }: PairedOperations,
): RuleHit[] {
  const moved = pairs.filter(([old, fresh]) => old.path !== fresh.path)
  return [
    ...findHostChange(before, after),
    ...moved.map(([old, fresh]): RuleHit => {
      const text = `Calls go to ${quote(fresh.name)} now (was ${quote(old.name)}).`
      return { id: 'path-moved', text, pointer: fresh.pointer, subject: fresh.path }
    }),
    ...pairs.flatMap(findIdChange),
    ...removed.map(({ name, path, pointer }): RuleHit => {
      return { id: 'operation-removed', text: `${quote(name)} is gone.`, pointer, subject: path }
    }),
    ...added.map(({ name, path, pointer }): RuleHit => {
      return { id: 'operation-added', text: `${quote(name)} is new.`, pointer, subject: path }
    }),
  ]
}

/** What the generated client names its function by. */
function findIdChange([before, after]: [Operation, Operation]): RuleHit[] {
  const [old, fresh] = [before.node['operationId'], after.node['operationId']]
  if (typeof old !== 'string' || typeof fresh !== 'string' || old === fresh) return []
  const text = `The generated function for ${quote(after.name)} is named after ${quote(fresh)} now (was ${quote(old)}).`
  return [{ id: 'operation-id-changed', text, pointer: `${after.pointer}/operationId`, subject: before.path }]
}

function findHostChange(before: OpenApiDocument, after: OpenApiDocument): RuleHit[] {
  const [old, fresh] = [serversOf(before), serversOf(after)]
  // A server that is documented beside the old one moves nobody.
  if (old.length === 0 || fresh.length === 0 || old.some((url) => fresh.includes(url))) return []
  const text = `Calls go to ${quoteList(fresh)} now (was ${quoteList(old)}).`
  return [{ id: 'host-moved', text, pointer: '/servers', subject: 'servers' }]
}

function serversOf({ servers }: OpenApiDocument): string[] {
  const urls = (Array.isArray(servers) ? servers : []).map((server: unknown) =>
    isRecord(server) ? server['url'] : undefined,
  )
  return urls.filter((url) => typeof url === 'string').map((url) => url.replace(/\/+$/, ''))
}
