import { defineConfig } from 'vitest/config'

// The public entry is the source here too, or no mutant would be seen.
const conditions = ['doubao-client-source', 'node', 'import', 'module', 'default']

/** The tests that `npm run mutation` runs for each mutant of src/. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts'],
    // Both run programs in processes of their own. No mutant is active there, and one of them looks for Stryker's own global.
    exclude: ['src/index.test.ts', 'src/process-life.test.ts'],
    testTimeout: 5_000,
    // A module is loaded once for each mutant rather than once for each file: the same mutants die in half the time.
    isolate: false,
  },
})
