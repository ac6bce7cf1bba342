import type { GeneratedSpec } from './generate-spec.ts'
import { openGenerationCache } from './generation-cache.ts'
import { fingerprintGenerator, keyOfSpec } from './generation-key.ts'
import { sha256 } from './lock.ts'
import type { Project } from './project.ts'
import type { Source } from './sources.ts'

/** What the specs of a project made before, and their runtime. */
export interface SpecCache {
  read: (source: Source) => GeneratedSpec | undefined
  /** Keeps nothing where a file that it was made from has changed since it was asked for. */
  write: (source: Source, result: GeneratedSpec) => void
  readRuntime: () => GeneratedSpec['files'] | undefined
  writeRuntime: (files: GeneratedSpec['files']) => void
}

/** A folder's cache, which prunes it when it first writes; without a folder, one that holds nothing. */
export function openSpecCache(project: Project, folder: string | undefined): SpecCache {
  if (folder === undefined) {
    return {
      read: () => undefined,
      write: () => undefined,
      readRuntime: () => undefined,
      writeRuntime: () => undefined,
    }
  }
  const generator = fingerprintGenerator()
  const specs = openGenerationCache<GeneratedSpec>(folder)
  const runtimes = openGenerationCache<GeneratedSpec['files']>(folder)
  const runtimeKey = sha256(JSON.stringify([generator, 'runtime']))
  const asked = new Map<Source, string>()
  return {
    read: (source) => {
      const key = keyOfSpec(project, source, generator)
      if (key === undefined) return undefined
      asked.set(source, key)
      return specs.read(key)
    },
    write: (source, result) => {
      const key = asked.get(source)
      if (key !== undefined && key === keyOfSpec(project, source, generator)) specs.write(key, result)
    },
    readRuntime: () => runtimes.read(runtimeKey),
    writeRuntime: (files) => {
      runtimes.write(runtimeKey, files)
      runtimes.prune()
    },
  }
}
