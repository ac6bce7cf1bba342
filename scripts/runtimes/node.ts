import { processRuntime } from './process-runtime.ts'

/** Every line that is still maintained, and the oldest one of package.json's `engines`. */
export const nodeRuntimes = [20, 22, 24, 26].map((line) =>
  processRuntime({ id: `node@${String(line)}`, program: programOfNode(line) }),
)

/** Where the program of a line is, from `node_modules/`. */
export function programOfNode(line: number): string {
  return `node${String(line)}/bin/node`
}
