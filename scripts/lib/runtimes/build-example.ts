import { join } from 'node:path'
import { build, type BuildOptions } from 'esbuild'
import { projectRoot } from '../run-command.ts'

/** What the example is wrapped in, by who runs it. */
export type ExampleHost = 'process' | 'worker' | 'page'

/** Programs find the installed package themselves, the way users' programs do; the others get it bundled. */
const BUNDLING: Record<ExampleHost, BuildOptions | undefined> = {
  process: undefined,
  worker: { platform: 'neutral', conditions: ['workerd', 'worker', 'import'] },
  page: { platform: 'browser', conditions: ['browser', 'import'] },
}

/** Compiles the example into a folder where the package is installed. The path of the file. */
export async function buildExample(host: ExampleHost, folder: string): Promise<string> {
  const outfile = join(folder, `${host}.js`)
  const common: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', logLevel: 'silent' }
  const entry = join(projectRoot, 'scripts/runtimes/example', `${host}.ts`)
  // In here the package's name means these sources; only there does it mean the package.
  await build({ ...common, entryPoints: [entry], packages: 'external', outfile })
  const bundling = BUNDLING[host]
  if (bundling) await build({ ...common, ...bundling, entryPoints: [outfile], outfile, allowOverwrite: true })
  return outfile
}
