// Prints "passed failed" as the test runners said in the given log: xunit.v3, vitest or node:test.
import { readFileSync } from 'node:fs'
import { stripVTControlCharacters } from 'node:util'

const text = stripVTControlCharacters(readFileSync(process.argv[2], 'utf8'))
let passed = 0
let failed = 0

// xunit.v3:  Name  Total: 14, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0, Time: 0.606s
for (const line of text.matchAll(
  /Total: (\d+), Errors: (\d+), Failed: (\d+), Skipped: (\d+), Not Run: (\d+)/g,
)) {
  const [total, errors, wrong, skipped, notRun] = line.slice(1).map(Number)
  passed += total - wrong - skipped - notRun
  failed += wrong + errors
}

// vitest:       Tests  1 failed | 22 passed (23)
for (const line of text.matchAll(/^\s*Tests\s+(.*\(\d+\))\s*$/gm)) {
  passed += Number(/(\d+) passed/.exec(line[1])?.[1] ?? 0)
  failed += Number(/(\d+) failed/.exec(line[1])?.[1] ?? 0)
}

// node:test:  # pass 12   or   ℹ pass 12
for (const line of text.matchAll(/^[#ℹ] (pass|fail) (\d+)$/gm)) {
  if (line[1] === 'pass') passed += Number(line[2])
  else failed += Number(line[2])
}

console.log(`${passed} ${failed}`)
