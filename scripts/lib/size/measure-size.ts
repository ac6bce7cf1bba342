import { projectRoot } from '../run-command.ts'
import { measureBundle, type BundleSize } from './measure-bundle.ts'
import { makeLargerProject } from './more-models.ts'

/** What is measured of the package. */
export interface PackageSize {
  /** `createClient` with every gateway. */
  allGateways: BundleSize
  /** `createGatewayClient` of `doubao-client/core` with one gateway. */
  oneGateway: BundleSize
  /** `doubao-client/undici` by itself, without undici. */
  undici: BundleSize
  /** What one more model adds to the first, in bytes of gzip: the mean of {@link MORE_MODELS}. */
  gzipPerModel: number
}

/** So many that names which happen to be alike weigh little. */
export const MORE_MODELS = 40

const ALL_GATEWAYS = "export { createClient } from 'doubao-client'"
const ONE_GATEWAY = `export { createGatewayClient } from 'doubao-client/core'
export { gateway } from 'doubao-client/gateways/anyfast'`
const UNDICI = "export * from 'doubao-client/undici'"

/** Bundles the package's entries from their source, and once more with more models. */
export async function measureSize(): Promise<PackageSize> {
  const allGateways = await measureBundle(ALL_GATEWAYS, projectRoot)
  const oneGateway = await measureBundle(ONE_GATEWAY, projectRoot)
  const undici = await measureBundle(UNDICI, projectRoot)
  await using project = await makeLargerProject(MORE_MODELS)
  const larger = await measureBundle(ALL_GATEWAYS, project.folder)
  const missing = project.models.filter((model) => !larger.text.includes(model))
  if (missing.length > 0) throw new Error(`the larger bundle does not hold ${missing.join(', ')}`)
  return { allGateways, oneGateway, undici, gzipPerModel: (larger.gzip - allGateways.gzip) / MORE_MODELS }
}
