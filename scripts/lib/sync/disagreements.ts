import { fromPointer } from '../../../contract-tests/engine/json-pointer.ts'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { SpecSnapshot } from '../changes/change.ts'
import { findOwnChanges } from '../changes/own-changes.ts'
import type { RuleHit } from '../changes/rule-ids.ts'
import type { Lock } from '../lock.ts'
import { PAGES_FOLDER, type SiteSource } from '../sources.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import type { SyncedPage } from './collect-pages.ts'
import { specOf } from './page-content.ts'

/** What two pages may say in two ways: words, examples and names of their own. */
const WORDING = new Set(['wording-changed', 'example-misfit', 'operation-id-changed', 'other-change'])

/**
 * Every fact in which a witness differs from the page whose spec it must agree with.
 */
export function findDisagreements(
  sites: readonly SiteSource[],
  pages: readonly SyncedPage[],
  roles: Lock['sites'],
  specs: readonly SpecSnapshot[],
): Finding[] {
  // As published where the page is at hand: what an overlay repairs is no quarrel of two pages.
  const published = new Map(pages.map(({ path, content }) => [`${PAGES_FOLDER}/${path}`, specOf(content)?.document]))
  const documents = new Map(
    specs.map(({ id, file, document }) => [id, { file, document: published.get(file) ?? document }]),
  )
  return pages.flatMap((page) => {
    const site = sites.find(({ site: name }) => name === page.site)
    const role = site && roles[site.site]?.[page.path.slice(site.site.length + 1)]
    const primary = role?.role === 'witness' ? documents.get(role.of) : undefined
    return primary ? comparePages(page, primary) : []
  })
}

function comparePages(page: SyncedPage, primary: Pick<SpecSnapshot, 'file' | 'document'>): Finding[] {
  const spec = specOf(page.content)
  if (!spec) return []
  const { hits } = findOwnChanges(page.path, primary.document, spec.document)
  const facts = hits.filter(({ id }) => !WORDING.has(id))
  if (facts.length === 0) return []
  const yaml = parseYaml(spec.extraction.specText)
  const lineOf = ({ pointer }: RuleHit) =>
    isYamlFile(yaml) ? spec.extraction.pageLineOf(yaml.lineOf(fromPointer(pointer))) : 1
  return facts.map((hit) => {
    const place = { file: `${PAGES_FOLDER}/${page.path}`, line: lineOf(hit), pointer: hit.pointer }
    const message = `unlike ${primary.file}: ${hit.text.replace('(was ', '(there ')}`
    return { code: 'DC133', side: 'page', ...place, gateway: page.gateway, message }
  })
}
