import type { ContestantProgram } from './contestant-process.ts'
import type { Measurement } from './measurement.ts'
import type { BenchServer } from './start-server.ts'

/** What a group of measurements is given. */
export interface BenchContext {
  server: BenchServer
  program: ContestantProgram
  /** How often each contestant is measured. */
  rounds: number
  /** A folder for what is made on the way; it is removed. */
  folder: string
  /** Told how far it is, in a few words. */
  onProgress: (text: string) => void
}

/** Measurements that are made together. */
export type Group = (context: BenchContext) => Promise<Measurement[]>
