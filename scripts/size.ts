import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Table from 'cli-table3'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

/** What an application that uses `createClient` may add to its bundle: minified, gzipped, every gateway included. */
const LIMIT_BYTES = 9 * 1024
/** The same with one gateway alone. docs/performance.md tells why it is not 8 KiB. */
const ONE_GATEWAY_LIMIT_BYTES = 8.5 * 1024
/** What one more model may add, gzipped. */
const MODEL_LIMIT_BYTES = 60

/** A row of the table and of the report, in bytes. Without a limit it is told and no more. */
interface Entry {
  entry: string
  minified?: number
  gzip: number
  limit?: number
}

defineCommand(
  'size',
  `Bundle the package's entries for browsers with esbuild, and exit with 1 where gzip is over ${String(LIMIT_BYTES)} bytes for all gateways, ${String(ONE_GATEWAY_LIMIT_BYTES)} for one gateway or ${String(MODEL_LIMIT_BYTES)} for one more model. Writes reports/size.json.`,
).parse()

await runCommand(async () => {
  // The generator takes a second to load, which is not for whoever asks for help.
  const { measureSize } = await import('./lib/size/measure-size.ts')
  const { allGateways, oneGateway, undici, gzipPerModel } = await measureSize()
  const entries: Entry[] = [
    { entry: 'doubao-client, all gateways', ...sizeOf(allGateways), limit: LIMIT_BYTES },
    { entry: 'doubao-client/core, one gateway', ...sizeOf(oneGateway), limit: ONE_GATEWAY_LIMIT_BYTES },
    { entry: 'one more model', gzip: Math.round(gzipPerModel * 10) / 10, limit: MODEL_LIMIT_BYTES },
    { entry: 'doubao-client/undici, by itself', ...sizeOf(undici) },
  ]

  printTable(['module, of all gateways', 'bytes, minified'], allGateways.modules)
  printTable(
    ['entry', 'minified', 'gzip', 'limit'],
    entries.map(({ entry, minified = '', gzip, limit = '' }) => [entry, minified, gzip, limit]),
  )
  await mkdir(join(projectRoot, REPORTS_FOLDER), { recursive: true })
  await writeFile(join(projectRoot, REPORTS_FOLDER, 'size.json'), `${JSON.stringify({ entries }, null, 2)}\n`)

  const tooLarge = entries.filter(({ gzip, limit = Infinity }) => gzip > limit)
  for (const { entry, gzip, limit } of tooLarge) {
    console.error(`${entry}: ${String(gzip)} bytes of gzip are over the limit of ${String(limit)}`)
  }
  return tooLarge.length === 0
})

function sizeOf({ minified, gzip }: { minified: number; gzip: number }) {
  return { minified, gzip }
}

function printTable(head: string[], rows: readonly (string | number)[][]): void {
  const table = new Table({ head, colAligns: ['left', 'right', 'right', 'right'], style: { head: [] } })
  table.push(...rows.map((row) => [...row]))
  console.log(table.toString())
}
