// mask_sample: how often does `gongzhi mask` err on real texts? Draw a sample,
// let a person read it, count what he noted.
//
//     node tools/mask_sample.mjs draw SEED N [NOT_SEED NOT_N]... >TO_READ
//     node tools/mask_sample.mjs count <NOTES
//
// draw takes N texts of ../shared/data/messages (titles with bodies, and
// replies; equal texts once), in an order that only SEED decides, none of them
// in the other samples that are named. What was found stands in ⟦kind:⟧.
//
// Notes are lines "KIND RIGHT WRONG MISSED"; their sums are printed as
// precision and recall with Wilson's 95% intervals (Wilson, 1927).
//
// No text of the data may be kept in the project.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const program = process.env.GONGZHI ?? "build/gongzhi";
const folder = process.env.MESSAGES ?? "../shared/data/messages";

// Rows of a CSV file as objects by the names of its columns (RFC 4180).
function rows(text) {
  const all = [];
  let row = [], field = "", quoted = false;
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ",") { row.push(field); field = ""; }
    else if (c === "\n") { all.push([...row, field]); row = []; field = ""; }
    else if (c !== "\r") field += c;
  }
  const head = all.shift();
  return all.map((r) => Object.fromEntries(head.map((name, i) => [name, r[i] ?? ""])));
}

function texts() {
  const found = new Set();
  for (const name of ["labelled", "supported", "answered"])
    for (const r of rows(readFileSync(`${folder}/${name}.csv`, "utf8"))) {
      found.add(`${r.title.trim()}\n${r.detail.trim()}`);
      if (r.reply) found.add(r.reply.trim());
    }
  return [...found].sort();
}

// SplitMix32: the same numbers for a seed everywhere.
function random(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) % below;
  };
}

// The first n of the texts in the order of the seed (Fisher and Yates).
function draw(all, seed, n, without) {
  const rest = all.filter((t) => !without.has(t));
  const next = random(seed);
  for (let i = 0; i < n; i++) {
    const k = i + next(rest.length - i);
    [rest[i], rest[k]] = [rest[k], rest[i]];
  }
  return rest.slice(0, n);
}

// The text with what the program finds in it marked.
function marked(text) {
  const bytes = Buffer.from(text);
  const lines = execFileSync(program, ["mask", "--spans"], { input: bytes });
  let at = 0, out = "";
  for (const line of lines.toString().split("\n").filter(Boolean)) {
    const [from, n, kind] = line.split("\t");
    const to = Number(from) + Number(n);
    out += bytes.subarray(at, Number(from)).toString();
    out += `⟦${kind}:${bytes.subarray(Number(from), to).toString()}⟧`;
    at = to;
  }
  return out + bytes.subarray(at).toString();
}

// Wilson's interval for k of n, and the share itself.
function share(k, n) {
  if (n === 0) return "–";
  const z = 1.959964, p = k / n, d = 1 + (z * z) / n;
  const middle = (p + (z * z) / (2 * n)) / d;
  const half = (z / d) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const low = Math.max(0, middle - half), high = Math.min(1, middle + half);
  return `${p.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;
}

function count(notes) {
  const sums = new Map();
  for (const line of notes.split("\n").filter((l) => /^[a-z]/.test(l))) {
    const [kind, ...numbers] = line.trim().split(/\s+/);
    const sum = sums.get(kind) ?? [0, 0, 0];
    numbers.forEach((v, i) => (sum[i] += Number(v)));
    sums.set(kind, sum);
  }
  console.log("| kind | right | wrong | missed | precision | recall |");
  console.log("| --- | ---: | ---: | ---: | --- | --- |");
  for (const [kind, [right, wrong, missed]] of sums)
    console.log(`| ${kind} | ${right} | ${wrong} | ${missed} | ` +
      `${share(right, right + wrong)} | ${share(right, right + missed)} |`);
}

const [what, ...args] = process.argv.slice(2);
if (what === "draw" && args.length > 0 && args.length % 2 === 0) {
  const [seed, n, ...others] = args.map(Number);
  const all = texts(), taken = new Set();
  for (let i = 0; i < others.length; i += 2)
    draw(all, others[i], others[i + 1], taken).forEach((t) => taken.add(t));
  draw(all, seed, n, taken).forEach((t, i) =>
    console.log(`#${i + 1} ${marked(t).replace(/\s*\n\s*/g, " / ")}\n`));
} else if (what === "count" && args.length === 0) {
  count(readFileSync(0, "utf8"));
} else {
  console.error("usage: mask_sample.mjs draw SEED N [NOT_SEED NOT_N]... | count");
  process.exitCode = 2;
}
