// A photo on a phone, without scripts: a resident adds one to a report, says
// what it shows, sees it on his page; staff open it for a purpose.
//
//     node tests/browser/files.mjs http://127.0.0.1:PORT [CHROMIUM]
//
// The server must play the demo city. tests/browser_test.sh calls it.

import * as zlib from 'node:zlib';

import { Visitor, result, run, same } from './kit.mjs';

const site = process.argv[2].replace(/\/$/, '');
const words = '三号楼下坏了的路灯';

// A crc of zlib, for a Node.js whose zlib does not give it.
function checksum(bytes) {
    if (zlib.crc32)
        return zlib.crc32(bytes);
    let c = ~0;

    for (const byte of bytes) {
        c ^= byte;
        for (let i = 0; i < 8; i++)
            c = (c >>> 1) ^ (c & 1 ? 0xedb88320 : 0);
    }
    return ~c >>> 0;
}

function chunk(name, data) {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const ends = Buffer.alloc(8);

    ends.writeUInt32BE(data.length, 0);
    ends.writeUInt32BE(checksum(body), 4);
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

// A lamp before a dusky sky, as large as a photo of a phone.
function photo(width, height) {
    const head = Buffer.alloc(13);
    const rows = Buffer.alloc((width * 3 + 1) * height);

    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    for (let y = 0; y < height; y++)
        for (let x = 0; x < width; x++) {
            const at = y * (width * 3 + 1) + 1 + x * 3;
            const post = Math.abs(x - width / 2) < width / 60;

            rows.set(post ? [40, 40, 40]
                : [30 + y * 60 / height, 40, 90 + x * 60 / width], at);
        }
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
        chunk('IHDR', head), chunk('IDAT', zlib.deflateSync(rows)),
        chunk('IEND', Buffer.alloc(0))]);
}

const file = { name: 'IMG_0001.png', mimeType: 'image/png',
    buffer: photo(1600, 1200) };
const submit = 'main form > button.btn, main form .btns button';
const send = 'form[action^="/report/send"] .btns button';

// Is every picture of the page drawn? Its natural width tells.
async function drawn(v, what, selector) {
    const widths = await v.page.locator(selector)
        .evaluateAll((all) => all.map((one) => one.naturalWidth));

    result(`${v.name}, ${what}`, widths.length > 0 && widths.every((w) => w > 0),
        `widths ${widths}`);
}

async function report(v) {
    await v.go('the form', '/report');
    await v.page.setInputFiles('#photos', { ...file,
        mimeType: 'text/plain', buffer: Buffer.from('no photo') });
    await v.page.fill('#what', '路灯坏了');
    await v.page.check('#via-code');
    await v.click('the form with what is no photo', submit, 422);
    await v.has('it is said at the field', '#photos[aria-invalid="true"]');
    same(`${v.name}, what was written is kept`, '路灯坏了',
        await v.value('#what'));
    await v.page.fill('#what', '');
    await v.page.setInputFiles('#photos', file);
    await v.click('a photo without words', submit, 422);
    await drawn(v, 'the photo is kept and shown', 'main img');
    await v.page.fill('#what', '路灯坏了，晚上看不清路');
    await v.page.fill('[name="shows1"]', words);
    await v.click('the check page', submit);
    await v.shows('it has the words of the report', '晚上看不清路');
    await drawn(v, 'and the photo', 'main img');
    await v.click('the receipt', send);
    await v.has('no file was left out', '.note--bad', 0);
    return new URL(v.page.url()).pathname.split('/')[2];
}

async function add(v, code) {
    await v.go('his page', `/c/${code}`);
    await v.has('the photo is there, with its words', `img[alt="${words}"]`);
    await drawn(v, 'and drawn', `img[alt="${words}"]`);
    await v.click('add', `a[href="/c/${code}/add"]`);
    await v.page.setInputFiles('#photos', file);
    await v.click('his page after adding one', submit);
    await v.has('there are two', 'main img', 2);
    await drawn(v, 'both are drawn', 'main img');
}

async function open(v, number) {
    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    await v.page.click('.as summary');
    await v.page.selectOption('#as-role', 'operator');
    await v.page.selectOption('#as-unit', 'U_HOTLINE');
    await v.page.fill('#as-account', 't-1');
    await v.click('acting as operator', '.as button');
    await v.page.fill('#find', number);
    await v.click('a case, for no purpose', '.find button');
    const { pathname } = new URL(v.page.url());

    await v.has('no photo is shown', 'main img', 0);
    await v.page.selectOption('#for', 'callback');
    await v.click('looking for a purpose', '.for button');
    await v.has('then it is, with its words', `img[alt="${words}"]`);
    await drawn(v, 'and drawn', `img[alt="${words}"]`);
    const whole = await v.window.request.get(`${site}${pathname}/file/1`);

    same(`${v.name}, the whole photo opens`, 200, whole.status());
    same(`${v.name}, as one drawn anew`, 'image/jpeg',
        whole.headers()['content-type']);
}

await run(async (browser) => {
    const size = { width: 390, height: 844 };
    const resident = await Visitor.open(browser, site, 'a photo on a phone',
        size);
    const code = await report(resident);

    await add(resident, code);
    const { code: number } = await (await fetch(`${site}/api/v1/c/${code}`)).json();
    const staff = await Visitor.open(browser, site, 'staff and a photo', size,
        false);

    await open(staff, number);
    await resident.close();
    await staff.close();
});
