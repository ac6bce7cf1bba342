import { fileURLToPath } from 'node:url'
import { Command } from 'commander'
import { ExplainedError } from '../../contract-tests/engine/explained-error.ts'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { formatPlace } from './input-error.ts'
import { toPrintable } from './printable.ts'
import type { WrittenFiles } from './write-files.ts'

/** The folder that holds specs/, generated/ and reports/. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

const EXIT_STATUS_HELP = `
Exit status:
  0  all is well
  1  there are findings
  2  it could not run; the reason is on standard error`

/** A command line with the project's conventions: `--help`, and exit status 2 for words it does not know. */
export function defineCommand(script: string, description: string): Command {
  return new Command(`npm run ${script} --`)
    .description(description)
    .allowExcessArguments(false)
    .addHelpText('after', EXIT_STATUS_HELP)
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
}

/** Runs a command's action: whether all is well decides between the exit statuses 0 and 1, an error is 2. */
export async function runCommand(action: () => Promise<boolean>): Promise<void> {
  try {
    process.exitCode = (await action()) ? 0 : 1
  } catch (error) {
    // Of any other the stack is wanted.
    console.error(error instanceof ExplainedError ? error.message.split('\n').map(toPrintable).join('\n') : error)
    process.exitCode = 2
  }
}

/** Prints one line a finding, to standard error. */
export function printFindings(findings: readonly Finding[]): void {
  for (const finding of findings) console.error(formatFinding(finding))
}

/** Prints one line a changed file and one summary line. */
export function printFiles({ written, removed, unchanged }: WrittenFiles): void {
  for (const path of written) console.log(`written  ${path}`)
  for (const path of removed) console.log(`removed  ${path}`)
  console.log(
    `${String(written.length)} written, ${String(removed.length)} removed, ${String(unchanged.length)} unchanged`,
  )
}

/** One line a finding: code, side, place, message. */
export function formatFinding({ code, side, message, file, line, pointer, gateway, model }: Finding): string {
  const place = file === undefined ? pointer : formatPlace({ file, line, pointer })
  const subject = [gateway, model].filter((part) => part !== undefined).join('/')
  return toPrintable([code, side, place, subject && `[${subject}]`, message].filter(Boolean).join('  '))
}
