/** How the tools are measured. */
export interface ToolsOptions {
  /** How often each contestant runs. */
  rounds: number
  onProgress?: ((text: string) => void) | undefined
  /** A folder with the saved docs site `docs-2026-04-28`; without it nothing of the size of a site is measured. */
  corpus?: string | undefined
  /** Where `openapi-typescript` 7 and, by the name `typescript-7`, TypeScript 7 are installed. */
  peersFolder: string
}
