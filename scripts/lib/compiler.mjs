import { createRequire } from 'node:module'

// The compiler by `require`. By `import`, Node reads its nine megabytes twice more: for their format, and for the names of
// their exports.
/** @type {typeof import('typescript')} */
export default createRequire(import.meta.url)('typescript')
