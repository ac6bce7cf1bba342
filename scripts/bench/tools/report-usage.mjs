import { writeFileSync } from 'node:fs'

// Loaded before a program that is measured: what it took goes into the file that it was told of.
const { BENCH_USAGE_FILE: file } = process.env
if (file !== undefined) {
  // A process that this one starts is another one.
  delete process.env['BENCH_USAGE_FILE']
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage()
    writeFileSync(file, JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMiB: maxRSS / 1024 }))
  })
}
