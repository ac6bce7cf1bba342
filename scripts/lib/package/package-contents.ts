import { exportTargets, type Manifest } from './published-manifest.ts'

/** The only kinds of files that users get. */
const KINDS = /^(package\.json|README\.md|LICENSE|dist\/generated\/runtime\/LICENSE\.md|dist\/.+\.(js|d\.ts))$/

/** What serves this project's own work. */
const OURS_ALONE = /\.test(-d)?\.|(^|\/)(testing|fixtures|specs|contract-tests|scripts)\/|valibot/

/** The files of a tarball that users have no use for. */
export function findStrayFiles(files: readonly string[]): string[] {
  return files.filter((file) => OURS_ALONE.test(file) || !KINDS.test(file))
}

/** What `exports` points to and the tarball does not hold, the declarations beside the code included. */
export function findMissingExports(manifest: Pick<Manifest, 'exports'>, files: readonly string[]): string[] {
  const targets = exportTargets(manifest).map((target) => target.replace('./', ''))
  const declarations = targets.filter((target) => target.endsWith('.js')).map((path) => path.replace(/\.js$/, '.d.ts'))
  return [...targets, ...declarations].filter((target) => expand(target, files).length === 0)
}

/** Every name that can be imported, patterns filled in with what the tarball holds: `.`, `./generated/runtime` … */
export function listEntryPoints(manifest: Pick<Manifest, 'exports'>, files: readonly string[]): string[] {
  const names = Object.entries(manifest.exports).flatMap(([entry, targets]) => {
    const [target = ''] = exportTargets({ exports: { [entry]: targets } })
    return expand(target.replace('./', ''), files).map((part) => entry.replace('*', part))
  })
  return [...new Set(names)].sort()
}

/** What the `*` of a target stands for, once a file that fits it. A target without one fits itself. */
function expand(target: string, files: readonly string[]): string[] {
  const [start = '', end] = target.split('*')
  if (end === undefined) return files.includes(target) ? [''] : []
  return files
    .filter((file) => file.startsWith(start) && file.endsWith(end) && file.length > start.length + end.length)
    .map((file) => file.slice(start.length, file.length - end.length))
}
