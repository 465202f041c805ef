// assets: put the files of static/ and the icons into the program.
//
//     node tools/assets.mjs OUT ROOT DEPFILE
//
// Writes OUT/assets.S (the bytes: as they are and, for text, compressed with
// gzip and Brotli), OUT/assets.c (their table) and OUT/assets_gen.h (a constant
// ASSET_name with the address of each, and ICON_name for each icon, so that a
// wrong name in a template is an error of the compiler). The address holds a
// hash of the bytes: a browser may keep the file for ever.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [out, root, depfile] = process.argv.slice(2);
const icons = join(root, 'node_modules/lucide-static/icons');
const read = [];

const types = {
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

function readText(path) {
  read.push(path);
  return readFileSync(path, 'utf8');
}

const constant = (name) => name.replace(/[^A-Za-z0-9]/g, '_');

// One <symbol> an icon; <use href="...#name"> shows it.
function sprite(names) {
  const symbols = names.map((name) => {
    const svg = readText(join(icons, `${name}.svg`));
    const inside = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
    return `<symbol id="${name}" viewBox="0 0 24 24">${inside.replace(/\s*\n\s*/g, '').replace(/ \/>/g, '/>')}</symbol>`;
  });
  const { version } = JSON.parse(readText(join(icons, '../package.json')));
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide ${version}, ISC licence, lucide.dev -->${symbols.join('')}</svg>\n`;
}

// Comments and indentation are for those who read the source.
const lean = (css) => css.replace(/\/\*[^]*?\*\//g, '').replace(/^\s+/gm, '').replace(/\n+/g, '\n');

// @import "name.css" at the beginning of a style sheet puts that file there.
function style(name) {
  return readText(join(root, 'static', name)).replace(/^@import "([^"]+)";$/gm, (_, other) => style(other));
}

const names = readText(join(root, 'static/icons.txt')).split('\n').filter((line) => line && !line.startsWith('#'));
const files = [{ name: 'icons.svg', text: sprite(names) }];
for (const name of readdirSync(join(root, 'static')).sort()) {
  if (name === 'icons.txt' || name.startsWith('_')) continue;
  const ext = extname(name);
  if (!types[ext]) throw new Error(`static/${name}: no media type is known for it`);
  files.push({ name, text: ext === '.css' ? lean(style(name)) : readText(join(root, 'static', name)) });
}

mkdirSync(join(out, 'blob'), { recursive: true });
let code = '    .section .rodata\n';
let table = '/* From static/ by tools/assets.mjs; do not edit. */\n#include "web/assets.h"\n\n';
let rows = '';
let header = '/* From static/ by tools/assets.mjs; do not edit. */\n#ifndef ASSETS_GEN_H\n#define ASSETS_GEN_H\n\n';
files.forEach(({ name, text }, i) => {
  const raw = Buffer.from(text);
  const hash = createHash('sha256').update(raw).digest('hex').slice(0, 10);
  const ext = extname(name);
  const address = `/assets/${name.slice(0, -ext.length)}.${hash}${ext}`;
  const forms = {
    raw,
    gzip: gzipSync(raw, { level: 9 }),
    br: brotliCompressSync(raw, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
  rows += `    { "${address.slice(8)}", "${types[ext]}"`;
  for (const [form, bytes] of Object.entries(forms)) {
    const path = join(out, 'blob', `${i}.${form}`);
    writeFileSync(path, bytes);
    code += `    .global asset_${i}_${form}\nasset_${i}_${form}:\n    .incbin "${resolve(path)}"\n`;
    table += `extern const char asset_${i}_${form}[];\n`;
    rows += `,\n      { asset_${i}_${form}, ${bytes.length} }`;
  }
  rows += ' },\n';
  header += `#define ASSET_${constant(name)} "${address}"\n`;
});
header += '\n' + names.map((name) => `#define ICON_${constant(name)} "${name}"\n`).join('') + '\n#endif\n';
writeFileSync(join(out, 'assets.S'), code + '    .section .note.GNU-stack,"",@progbits\n');
writeFileSync(join(out, 'assets.c'), `${table}\nconst struct asset assets[] = {\n${rows}};\nconst size_t assets_n = ${files.length};\n`);
writeFileSync(join(out, 'assets_gen.h'), header);
writeFileSync(depfile, `assets.S: ${read.map((path) => path.replace(/ /g, '\\ ')).join(' ')}\n`);
