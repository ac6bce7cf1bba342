// The one vocabulary in which every client under test is asked, and tells what it did.

/** What a client is asked to do. Budgets are milliseconds; a client that has no such option ignores it. */
export interface FaultCall {
  /** Address of the fault server for this scenario, without `/v1`. */
  baseURL: string
  apiKey: string
  stream: boolean
  maxRetries: number
  /** Longest wait for the answer's headers. */
  timeout?: number | undefined
  /** Longest wait between two pieces of content. */
  idleTimeout?: number | undefined
  /** Longest time for all. */
  totalTimeout?: number | undefined
  /** Longest event, in characters. */
  maxEventSize?: number | undefined
  /** The injected fetch sends only the first half of the request's body. */
  cutsRequestBody?: boolean | undefined
}

/** What became of a call. */
export type Outcome = AnswerOutcome | ErrorOutcome | { kind: 'hang' } | { kind: 'crash'; reason: string }

/** The client handed out an answer, whole by its own account. Of a stream: what it accumulated, or its chunks' sum. */
export interface AnswerOutcome {
  kind: 'answer'
  content: string | null
  reasoning: string | null
  toolCalls: { id: string | null; name: string | null; arguments: string | null }[]
  finishReason: string | null
  totalTokens: number | null
}

/** The client threw, or handed out an error in place of an answer. Facts that it does not tell are null. */
export interface ErrorOutcome {
  kind: 'error'
  name: string | null
  message: string
  /** Whether what came is an instance of the runtime's `Error`. */
  isError: boolean
  status: number | null
  code: string | null
  requestId: string | null
  /** Content of the part that had arrived. */
  partial: string | null
  attempts: number | null
  isRetryable: boolean | null
  budget: string | null
}

/** One client under test. */
export interface ClientUnderTest {
  id: string
  call: (call: FaultCall) => Promise<AnswerOutcome | ErrorOutcome>
}
