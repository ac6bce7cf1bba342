import type { CheckContext } from '../check-context.ts'

/** The generated validator says of a value what Ajv says of it by the spec. */
export function checkAgreement(
  { target, recorder }: CheckContext,
  name: string,
  pointer: string,
  value: unknown,
): void {
  const isGeneratedValid = target.acceptsGenerated(pointer, value)
  if (isGeneratedValid === undefined) return
  const [violation] = target.validator.violations(pointer, value)
  recorder.check(isGeneratedValid === (violation === undefined), () => ({
    code: 'DC416',
    side: 'generated',
    pointer,
    message: violation
      ? `${name}: the generated validator takes what the spec forbids: ${violation.message}`
      : `${name}: the generated validator refuses what the spec allows`,
  }))
}
