import { mkdir, truncate, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Finding } from '../../../../contract-tests/engine/finding.ts'
import type { EffectiveSpec } from '../../effective-specs.ts'
import { extractSource, isExtractedPage } from '../../extract-source.ts'
import { applyOverlays, readOverlay, type OpenApiDocument } from '../../overlays.ts'
import { projectRoot } from '../../run-command.ts'
import { isYamlFile, parseYaml } from '../../yaml-file.ts'
import type { HostilePage } from './hostile-page.ts'

/** What every chat page of a docs site gets. */
const OVERLAYS = ['json-schema-dialect', 'chat-stream']

/** Where the key of these pages may go. */
const ORIGIN = 'https://api.example.com'

/** Saves a page in a folder, and makes its effective spec as any page's; or says why there is none. */
export async function playPage(root: string, { name, bytes, size }: HostilePage): Promise<EffectiveSpec | Finding> {
  const names = { id: `${name}/spec`, gateway: name, spec: 'spec', page: name }
  const files = { pageFile: `specs/pages/${name}`, specFile: `specs/${name}/spec.yaml` }
  const kind = { format: 'mintlify-fence', role: 'primary', site: undefined, inCatalog: true } as const
  const source = { ...names, ...files, ...kind, overlays: [...OVERLAYS], origin: ORIGIN, line: 1 }
  await mkdir(dirname(join(root, source.pageFile)), { recursive: true })
  await writeFile(join(root, source.pageFile), bytes)
  if (size !== undefined) await truncate(join(root, source.pageFile), size)

  const page = extractSource(root, source)
  if (!isExtractedPage(page)) return page
  const { specText, pageLineOf, contradictions } = page.extraction
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) throw new Error(`${name}: what was extracted is no YAML`)
  const overlays = await Promise.all(OVERLAYS.map((overlay) => readOverlay(projectRoot, overlay)))
  const { document } = await applyOverlays(yaml.value as OpenApiDocument, overlays)
  const placeOf = (line: number) => ({ file: source.pageFile, line: pageLineOf(line) })
  return { source, specText, placeOf, contradictions, document }
}
