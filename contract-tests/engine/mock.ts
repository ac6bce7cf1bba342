import { ExplainedError } from './explained-error.ts'

/** A server of effective specs that may die of what it is asked. */
export interface Mock {
  /**
   * Where a document is served, started anew where it has died.
   *
   * @throws MockUnavailableError where it dies too often.
   */
  baseURL: (id: string) => Promise<string>
  /** Whether it lived through what it was asked last. */
  isAlive: () => Promise<boolean>
}

/** The mock refuses the operation itself: nothing else about it can be asked. Its finding is recorded already. */
export class UnreachableOperationError extends Error {
  override name = 'UnreachableOperationError' as const
}

/** There is no mock to ask. */
export class MockUnavailableError extends ExplainedError {
  override name = 'MockUnavailableError' as const
}
