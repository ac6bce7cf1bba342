import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Manifest } from './published-manifest.ts'
import { runNpm } from './run-program.ts'
import { stagePackage } from './stage-package.ts'

export interface PackedPackage {
  /** Path of the .tgz file. */
  tarball: string
  /** The package.json in it. */
  manifest: Manifest
  /** What it holds, by path from its root. */
  files: string[]
  packedBytes: number
  unpackedBytes: number
  /** A CycloneDX document of what an installation brings along. */
  billOfMaterials: string
}

/** What `npm pack --json` says of one package. */
interface NpmPackReport {
  filename: string
  size: number
  unpackedSize: number
  files: { path: string }[]
}

/** Builds the package from its sources and packs it into a folder, which is made where it is missing. */
export async function packPackage(destination: string): Promise<PackedPackage> {
  await mkdir(destination, { recursive: true })
  await using stage = await stagePackage()
  const options = { cwd: stage.folder }
  await runNpm(['run', 'build'], options)
  const packing = ['pack', '--ignore-scripts', '--json', '--pack-destination', resolve(destination)]
  const [report] = JSON.parse(await runNpm(packing, options)) as NpmPackReport[]
  if (!report) throw new Error('npm pack reported no package')
  return {
    tarball: join(destination, report.filename),
    manifest: stage.manifest,
    files: report.files.map(({ path }) => path),
    packedBytes: report.size,
    unpackedBytes: report.unpackedSize,
    billOfMaterials: await runNpm(
      ['sbom', '--omit=dev', '--package-lock-only', '--sbom-type=library', '--sbom-format=cyclonedx'],
      options,
    ),
  }
}
