/** Resolves to the sources: for this project's own tests, types and commands. */
export const SOURCE_CONDITION = 'doubao-client-source'

/** The parts of a package.json that packing is about. */
export interface Manifest {
  name: string
  version: string
  exports: Record<string, string | Record<string, string>>
}

/** The package.json of the tarball: without the condition whose files are not in it. */
export function publishedManifest<M extends Manifest>(manifest: M): M {
  const exports = Object.entries(manifest.exports).map(([entry, targets]) => [entry, withoutSource(targets)] as const)
  return { ...manifest, exports: Object.fromEntries(exports) }
}

/** What `exports` points to, whatever the condition. */
export function exportTargets({ exports }: Pick<Manifest, 'exports'>): string[] {
  return Object.values(exports).flatMap((targets) => (typeof targets === 'string' ? [targets] : Object.values(targets)))
}

function withoutSource(targets: string | Record<string, string>): string | Record<string, string> {
  if (typeof targets === 'string') return targets
  const { [SOURCE_CONDITION]: _, ...published } = targets
  return published
}
