import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import Table from 'cli-table3'
import { build } from 'esbuild'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

/** What an application that uses `createClient` may add to its bundle: minified, gzipped, every gateway included. */
const LIMIT_BYTES = 9 * 1024

defineCommand(
  'size',
  `Bundle createClient for browsers with esbuild, and exit with 1 over ${String(LIMIT_BYTES)} bytes of gzip. Writes reports/size.json.`,
).parse()

await runCommand(async () => {
  const { outputFiles, metafile } = await build({
    stdin: { contents: "export { createClient } from './src/index.ts'", resolveDir: projectRoot },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    metafile: true,
  })
  const contents = outputFiles[0]?.contents ?? new Uint8Array()
  const size = { minified: contents.length, gzip: gzipSync(contents, { level: 9 }).length, limit: LIMIT_BYTES }
  const inputs = Object.values(metafile.outputs).flatMap(({ inputs: parts }) => Object.entries(parts))

  const table = new Table({ head: ['module', 'bytes, minified'], colAligns: ['left', 'right'], style: { head: [] } })
  for (const [path, { bytesInOutput }] of inputs.sort(
    ([, one], [, other]) => other.bytesInOutput - one.bytesInOutput,
  )) {
    if (bytesInOutput > 0) table.push([path, bytesInOutput])
  }
  console.log(table.toString())
  console.log(
    `createClient: ${String(size.gzip)} bytes gzip (limit ${String(LIMIT_BYTES)}), ${String(size.minified)} minified`,
  )

  await mkdir(join(projectRoot, REPORTS_FOLDER), { recursive: true })
  await writeFile(join(projectRoot, REPORTS_FOLDER, 'size.json'), `${JSON.stringify(size, null, 2)}\n`)
  return size.gzip <= LIMIT_BYTES
})
