// Twelve everyday jobs are done with as few keys and clicks as docs/guide/jobs.md says.
import test from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { house } from "../stage.mjs";
import { all } from "../jobs.mjs";

const { enter, ask } = await house();
const told = readFileSync(resolve(import.meta.dirname, "../../docs/guide/jobs.md"), "utf8");

test("each job costs what the guide says", async () => {
  const { page, faults } = await enter("elena");
  const rows = await all({ page, ask });
  assert.equal(rows.length, 12);
  for (const { name, keys, letters, clicks } of rows) {
    assert.ok(told.includes(`| ${name} | ${keys} | ${letters} | ${clicks} |`), `${name}: ${keys} keys, ${letters} letters, ${clicks} clicks`);
  }
  assert.deepEqual(faults, []);
});
