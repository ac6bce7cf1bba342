/** Something that has `fetch` and runs JavaScript. */
export interface Runtime {
  /** As `--only` and the table call it. */
  id: string
  /** Which version is there, or why none is. */
  find: (installed: string) => Promise<Presence>
  /** Runs the example: what it printed, parsed and unchecked. */
  run: (example: PreparedExample) => Promise<unknown>
}

export type Presence = { version: string } | { reason: string }

/** What a runtime runs. */
export interface PreparedExample {
  /** Where the packed client is installed, and `build` puts its programs. */
  folder: string
  /** The mock's. */
  baseURL: string
  /** The folder of the installed runtimes. */
  installed: string
}
