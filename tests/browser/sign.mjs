// Signing in, in a real browser without scripts: in a city of its own the first
// administrator from his set-up link to signing out; in the demo a resident by
// his phone, and staff with one click.
//
//     node tests/browser/sign.mjs DEMO SETUP_LINK [CHROMIUM]
//
// tests/browser_test.sh calls it.

import { createHmac } from 'node:crypto';

import { Visitor, result, run, same } from './kit.mjs';

const demo = process.argv[2].replace(/\/$/, '');
const link = new URL(process.argv[3]);
const word = 'a quiet river bends';
const send = 'main form button.btn';

// The six digits of an authenticator (RFC 6238).
function totp(secret) {
    const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
    const bits = [...secret.replaceAll(' ', '')]
        .map((c) => digits.indexOf(c).toString(2).padStart(5, '0')).join('');
    const key = Buffer.from(bits.match(/.{8}/g).map((b) => parseInt(b, 2)));
    const step = Buffer.alloc(8);

    step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30000)));
    const mac = createHmac('sha1', key).update(step).digest();
    const at = mac[19] & 15;

    return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000)
        .padStart(6, '0');
}

function path(v) {
    return new URL(v.page.url()).pathname;
}

async function administrator(browser, name, viewport) {
    const v = await Visitor.open(browser, link.origin, name, viewport);

    await v.go('the set-up link', link.pathname);
    await v.has('it has a picture for the authenticator',
        '.qr svg[role="img"] path[stroke]');
    await v.page.fill('#password', 'Password123!');
    await v.page.fill('#code', '000000');
    await v.click('a common password', send, 422);
    await v.shows('it is told so', '太常见');
    same(`${name}, the summary has the focus`, 'errs',
        await v.page.evaluate(() => document.activeElement.id));
    const secret = await v.page.locator('main code').innerText();

    await v.page.fill('#password', word);
    await v.page.fill('#code', totp(secret));
    await v.click('set up', send);
    await v.has('it shows ten recovery codes', 'main li code', 10);
    const codes = await v.page.locator('main li code').allInnerTexts();

    await v.go('the link again', link.pathname, 404);
    await v.go('signing in', '/in?back=/me/sessions');
    await v.page.fill('#account', 'admin');
    await v.page.fill('#password', 'something else');
    await v.click('a wrong password', send, 422);
    await v.shows('it is told so', '账号或密码不对');
    await v.page.fill('#password', word);
    await v.click('the second step', send);
    await v.page.fill('#code', '000000');
    await v.click('a wrong code', send, 422);
    await v.page.fill('#code', totp(secret));
    await v.click('where he wanted to go', send);
    same(`${name}, it is where he is signed in`, '/me/sessions', path(v));
    await v.click('signing out', 'form[action="/out"] button');
    same(`${name}, he is out`, '/in', path(v));
    await v.page.fill('#account', 'admin');
    await v.page.fill('#password', word);
    await v.click('the second step again', send);
    await v.page.fill('#code', codes[0]);
    await v.click('in by a recovery code', send);
    await v.shows('it says how many are left', '还有 9 个恢复码');
    await accounts(v, name);
    await v.close();
}

// The accounts: from the desk to a new one, its link, and locking it.
async function accounts(v, name) {
    await v.go('the desk', '/w');
    same(`${name}, it leads to the accounts`, '/w/accounts', path(v));
    await v.page.fill('#n-account', 'n-1');
    await v.click('opening one', 'form:has(#n-account) button');
    same(`${name}, it is there`, '/w/accounts/n-1', path(v));
    await v.click('its link', 'form:has(input[value="link"]) button');
    await v.shows('the link', '/setup/');
    await v.click('ending its sessions', 'form:has(input[value="sign_out"]) ' +
        'button');
    await v.click('being sure', 'form:has(input[name="sure"]) button');
    same(`${name}, back at it`, '/w/accounts/n-1', path(v));
    await v.go('finding it', '/w/accounts?begins=n-');
    await v.has('it is found', 'main a[href="/w/accounts/n-1"]');
    await v.go('one that is not there', '/w/accounts/n-9', 404);
}

async function resident(browser, name, viewport, number) {
    const v = await Visitor.open(browser, demo, name, viewport);

    await v.go('signing in', '/in?back=/me');
    await v.click('by phone', 'a[href="/in/phone"]');
    await v.page.fill('#number', '12345');
    await v.click('no number', send, 422);
    await v.page.fill('#number', number);
    await v.click('the code', send);
    const told = await v.page.locator('main').innerText();

    await v.page.fill('#code', 'x');
    await v.click('a wrong code', send, 422);
    await v.page.fill('#code', told.match(/验证码是 (\d{6})/)[1]);
    await v.click('his own cases', send);
    same(`${name}, it is /me`, '/me', path(v));
    await v.page.fill('#code', '0000');
    await v.click('no such query code', 'form[action^="/me/join"] button', 422);
    await v.click('where he is signed in', 'main a[href="/me/sessions"]');
    await v.click('out', 'form[action="/out"] button');
    await v.close();
}

// One click, and somebody's desk.
async function staff(browser, name, viewport) {
    const v = await Visitor.open(browser, demo, name, viewport);

    await v.go('the desk leads to signing in', '/w');
    same(`${name}, it is /in`, '/in', path(v));
    await v.page.locator('button[value$=":demo-handler"]').click();
    await v.page.waitForLoadState('load');
    same(`${name}, one click leads to the desk`, '/w', path(v));
    result(`${name}, it says as whom`,
        (await v.page.locator('.as summary').innerText())
            .includes('demo-handler'));
    await v.close();
}

const small = { width: 390, height: 844 };
const large = { width: 1440, height: 900 };

await run(async (browser) => {
    await Promise.all([
        administrator(browser, 'administrator', large),
        resident(browser, 'resident', small, '13900005555'),
        staff(browser, 'staff', large),
    ]);
});
