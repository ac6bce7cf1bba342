import { join } from 'node:path'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { ContractResult } from '../../../contract-tests/engine/run-contract.ts'
import { runContractStage } from '../contract-stage.ts'
import { findChatOperation } from '../../../contract-tests/engine/chat-operation.ts'
import { generateFromSpecs } from '../generate-from-specs.ts'
import { CACHE_FOLDER } from '../generation-cache.ts'
import { loadEffectiveSpecs } from '../load-effective-specs.ts'
import { writeContractReport } from '../report.ts'
import { projectRoot } from '../run-command.ts'
import type { WrittenFiles } from '../write-files.ts'

/** What {@link applySync} did. */
export interface Application {
  files: WrittenFiles
  findings: readonly Finding[]
  /** Undefined where there was nothing to check. */
  contract?: ContractResult[]
}

/**
 * Generates what changed, then checks the contract of what changed. Stops at the first that has findings.
 *
 * @param isProject whether the facade that calls the generated code stands beside it; elsewhere nothing can be checked
 */
export async function applySync(
  root: string,
  { changedSpecs, isProject }: { changedSpecs: readonly string[]; isProject: boolean },
): Promise<Application> {
  const { files, findings } = await generateFromSpecs(root, {
    check: false,
    cacheFolder: join(projectRoot, CACHE_FOLDER),
  })
  if (findings.length > 0 || !isProject) return { files, findings }

  const { specs } = await loadEffectiveSpecs(root)
  const only = specs.filter(({ source, document }) => {
    return source.inCatalog && changedSpecs.includes(source.id) && findChatOperation(document)
  })
  if (only.length === 0) return { files, findings }
  const contract = await runContractStage(only)
  const broken = contract.flatMap((result) => result.findings)
  await writeContractReport(root, contract, broken)
  return { files, findings: broken, contract }
}
