#!/usr/bin/env node
// The package has lib/. A checkout runs its sources, unless its lib/ was built after the last change of them.
const { existsSync, readdirSync, statSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');
const built = join(root, 'lib', 'cli', 'main.js');
const sources = join(root, 'src');

function isCurrent() {
  if (!existsSync(built)) return false;
  if (!existsSync(sources)) return true;
  const { mtimeMs } = statSync(built);
  return readdirSync(sources, { recursive: true }).every((file) => statSync(join(sources, file)).mtimeMs <= mtimeMs);
}

const current = isCurrent();
if (!current) require('tsx/cjs/api').register();
require(current ? built : join(sources, 'cli', 'main.ts')).run();
