import { readEvolvingTarget } from '../support/evolving-target.ts'
import { defineContractTests } from './contract-tests.ts'

// A project of one model: its fourth part is empty, says so, and is no failure.
await defineContractTests(4, [await readEvolvingTarget()])
