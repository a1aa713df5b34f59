// The API document against the rules of others. node lint.mjs FILE: exit code 1 when the linter finds an error.
import { createConfig, lint } from '@redocly/openapi-core';

// What the linter recommends, but that every operation names the errors it can meet is in `default`; our server is an
// example; and /registrations/by-code/{code} beside /registrations/{id}/cancel is given from outside: no registration's
// id is "by-code".
const config = await createConfig({
  extends: ['recommended-strict'],
  rules: { 'operation-4xx-response': 'off', 'no-server-example.com': 'off', 'no-ambiguous-paths': 'off' },
});
const problems = await lint({ ref: process.argv[2], config });
for (const one of problems) {
  const at = one.location?.[0];
  console.error(`${one.severity} ${one.ruleId}: ${one.message} (${at?.pointer ?? ''})`);
}
console.log(`lint: ${problems.length} problems`);
process.exit(problems.length ? 1 : 0);
