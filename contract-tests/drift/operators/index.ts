import type { SpecOperator } from '../spec-mutant.ts'
import { answerOperators, optionalityOperators } from './answer-operators.ts'
import { operationOperators } from './operation-operators.ts'
import { requestOperators } from './request-operators.ts'
import { unseenOperators } from './unseen-operators.ts'

/** All operators. In which class each is, and why, stands in operators.yaml. */
export const specOperators: readonly SpecOperator[] = [
  ...requestOperators,
  ...operationOperators,
  ...answerOperators,
  ...optionalityOperators,
  ...unseenOperators,
]
