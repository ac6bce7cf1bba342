import type { CheckContext } from '../check-context.ts'
import type { Finding, FindingCode } from '../finding.ts'
import { fromPointer } from '../json-pointer.ts'
import { pointerOfPath, type LocatedSchema } from '../json-schema.ts'
import type { Connection } from './call-gateway.ts'
import { undocumentedPaths } from './undocumented.ts'

/** What the checks of a gateway's answers work with. The target's validator is its strict one. */
export interface LiveContext extends CheckContext {
  connection: Connection
  /** What answers held that no page documents: no finding, but a maintainer wants to know. */
  undocumented: Set<string>
}

/** An answer's part, and the schema that it has to satisfy. */
export interface Held {
  /** What it is: a word before the paths of undocumented keys. */
  what: 'completion' | 'chunk' | 'error'
  pointer: string
  values: readonly unknown[]
}

/** Longest quotation in a finding. */
const MAX_QUOTE = 200

/** Keeps a finding about the gateway. */
export function blameGateway({ recorder }: LiveContext, code: FindingCode, pointer: string, message: string): void {
  recorder.fail({ code, side: 'gateway', pointer, message } satisfies Finding)
}

/** Values are valid by a schema. What several of them violate in the same way is one finding. */
export function checkHeld(
  context: LiveContext,
  name: string,
  code: 'DC404' | 'DC405',
  { what, pointer, values }: Held,
): void {
  const { target, recorder, undocumented } = context
  const root: LocatedSchema = { schema: { $ref: `#${pointer}` }, pointer }
  const messages = new Map<string, string>()
  for (const value of values) {
    for (const path of undocumentedPaths(target.document, root, value)) undocumented.add(`${what} ${path}`)
    for (const { instancePath, message } of target.validator.violations(pointer, value)) {
      messages.set(message, pointerOfPath(target.document, root, fromPointer(instancePath)))
    }
  }
  if (messages.size === 0) recorder.pass()
  for (const [message, at] of messages) blameGateway(context, code, at, `${name}: in a ${what}: ${message}`)
}

/** The beginning of a text, on one line. */
export function quote(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line || 'nothing'
}
