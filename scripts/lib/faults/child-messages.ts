import type { AnswerOutcome, ErrorOutcome, FaultCall } from '../../../contract-tests/support/faults/outcome.ts'

/** What a child process is asked; several calls may be under way at a time. */
export interface AskMessage {
  id: number
  call: FaultCall
}

/** What a client itself can tell of a call. */
export type ToldOutcome = AnswerOutcome | ErrorOutcome

/** What a child process tells: that its client is loaded, then what became of each call. */
export type TellMessage = 'loaded' | { id: number; outcome: ToldOutcome }
