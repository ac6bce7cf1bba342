import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findMissingExports, findStrayFiles, listEntryPoints } from './lib/package/package-contents.ts'
import { packPackage } from './lib/package/pack-package.ts'
import { runProgram } from './lib/package/run-program.ts'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

const command = defineCommand(
  'package',
  'Build and pack what is published, and hold the tarball against publint, arethetypeswrong, and the kinds of files it may hold. Leaves the tarball and its bill of materials (CycloneDX) in the destination.',
)
  .option('--destination <folder>', 'where to put them; emptied first', join(REPORTS_FOLDER, 'package'))
  .parse()

await runCommand(async () => {
  const { destination } = command.opts<{ destination: string }>()
  await rm(destination, { recursive: true, force: true })
  const { tarball, manifest, files, packedBytes, unpackedBytes, billOfMaterials } = await packPackage(destination)
  const billFile = join(destination, `${manifest.name}-${manifest.version}.cdx.json`)
  await writeFile(billFile, billOfMaterials)

  const problems = [
    ...findStrayFiles(files).map((file) => `${file} has no business in the tarball`),
    ...findMissingExports(manifest, files).map((target) => `exports names ${target}, which the tarball does not hold`),
  ]
  for (const problem of problems) console.error(problem)
  // A pattern of `exports` is checked by way of the names that fit it.
  const entryPoints = listEntryPoints(manifest, files)
  const isLinted = await check('publint', ['--strict', tarball])
  const isTyped = await check('attw', ['--profile', 'esm-only', tarball, '--entrypoints', ...entryPoints])
  console.log(
    `${tarball}: ${String(files.length)} files, ${kilobytes(packedBytes)}, unpacked ${kilobytes(unpackedBytes)}`,
  )
  console.log(`${billFile}: what it brings along`)
  return problems.length === 0 && isLinted && isTyped
})

/** Runs a tool of this project, and shows what it says where it finds something. */
async function check(tool: string, words: readonly string[]): Promise<boolean> {
  const { status, output, errorOutput } = await runProgram(join(projectRoot, 'node_modules', '.bin', tool), words)
  if (status !== 0) console.error(`${output}\n${errorOutput}`.trim())
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'}  ${tool} ${words.join(' ')}`)
  return status === 0
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
