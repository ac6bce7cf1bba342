import { defineConfig } from 'vitest/config'

// The package's public entry is tested from its source, so that no stale build can pass.
const conditions = ['doubao-client-source', 'node', 'import', 'module', 'default']

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['{src,scripts,contract-tests}/**/*.test.ts'],
    typecheck: { enabled: true, include: ['contract-tests/**/*.test-d.ts'] },
    globalSetup: 'scripts/lib/changes/install-oasdiff.setup.ts',
    testTimeout: 30_000,
  },
})
