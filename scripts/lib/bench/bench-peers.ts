import { lockedFolder } from '../locked-folder.ts'

/** What is measured beside this project, outside `npm ci`; hey-api's client is generated into the same folder. */
export const benchPeers = lockedFolder('bench', 'scripts/bench/peers')
