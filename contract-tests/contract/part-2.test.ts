import { defineContractTests } from './contract-tests.ts'

await defineContractTests(2)
