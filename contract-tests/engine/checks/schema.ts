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
  for (const { message } of violations) {
    recorder.fail({ ...finding, pointer, message: `${finding.message}: ${message}` })
  }
}
