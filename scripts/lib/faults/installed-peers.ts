import { lockedFolder } from '../locked-folder.ts'

/** The other clients, outside `npm ci`; hey-api's is generated into the same folder. */
export const installedPeers = lockedFolder('peers', 'scripts/faults/peers')
