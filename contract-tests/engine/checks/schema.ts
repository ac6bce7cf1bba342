import { fromPointer } from '../json-pointer.ts'
import { pointerOfPath } from '../json-schema.ts'
import type { CheckContext } from '../check-context.ts'
import type { Finding } from '../finding.ts'

/** A value is valid by the schema that a pointer names; each violation is a finding. */
export function checkSchema(
  { target, recorder }: CheckContext,
  pointer: string,
  value: unknown,
  finding: Pick<Finding, 'code' | 'side' | 'message'>,
): void {
  const violations = target.validator.violations(pointer, value)
  if (violations.length === 0) recorder.pass()
  for (const { instancePath, message } of violations) {
    const root = { schema: { $ref: `#${pointer}` }, pointer }
    const violated = pointerOfPath(target.document, root, fromPointer(instancePath))
    recorder.fail({ ...finding, pointer: violated, message: `${finding.message}: ${message}` })
  }
}
