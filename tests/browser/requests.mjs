// Requests about one's own data, in a real browser without scripts and with the
// keyboard alone: by the query code of a case and signed on, corrected, read
// and printed; answered at the desk; holds and the register of sharing; each
// page in three languages.
//
//     node tests/browser/requests.mjs SITE TOKEN CHROMIUM
//
// tests/requests_browser_test.sh calls it.

import { Visitor, result, run, same } from './kit.mjs';

const site = process.argv[2].replace(/\/$/, '');
const token = process.argv[3];
const tabsMost = 120;
const languages = ['en', 'zh-Hant', 'zh-Hans'];

// A program of this machine.
async function program(role, account, path, body) {
    const answer = await fetch(`${site}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json',
            'Authorization': `Bearer ${token}`, 'X-Gongzhi-Role': role,
            'X-Gongzhi-User': account, 'X-Gongzhi-Unit': 'U_HOTLINE',
            'X-Gongzhi-Purpose': 'data_rights' },
        body: JSON.stringify(body),
    });

    return answer.json();
}

async function receive(title, contact) {
    return program('operator', 'o-1', '/api/v1/appeals',
        { channel: 'hotline', title, contact, caller: '钱某某',
            place: '990101002' });
}

// Go to a control by the Tab key alone.
async function tabTo(v, selector) {
    for (let i = 0; i < tabsMost; i++) {
        if (await v.page.evaluate((s) => document.activeElement
            .matches(s), selector))
            return;
        await v.page.keyboard.press('Tab');
    }
    result(`${v.name}, the keyboard comes to ${selector}`, false);
}

// By the keyboard: what leads to another page.
async function press(v, what, selector, status = 200) {
    await tabTo(v, selector);
    await v.see(what, status, () => v.page.keyboard.press('Enter'));
}

async function type(v, selector, text) {
    await tabTo(v, selector);
    await v.page.keyboard.insertText(text);
}

// Of the radio buttons of one name the keyboard comes to the chosen one, and
// goes on by arrows.
async function choose(v, name, value) {
    await tabTo(v, `input[name="${name}"]`);
    for (let i = 0; i < tabsMost; i++) {
        if (await v.page.evaluate(() => document.activeElement.value) ===
            value)
            return;
        await v.page.keyboard.press('ArrowDown');
    }
    result(`${v.name}, the arrows come to ${value}`, false);
}

// The page as it is now, in each language; it ends in simplified Chinese.
async function inLanguages(v, what) {
    const path = new URL(v.page.url()).pathname;

    for (const lang of languages) {
        await v.page.goto(`${site}/lang?back=${path}`);
        await v.click(`${what} in ${lang}`, `button[value="${lang}"]`);
        same(`${v.name}, ${what} is in ${lang}`, lang,
            await v.page.locator('html').getAttribute('lang'));
    }
}

const path = (v) => new URL(v.page.url()).pathname;
const send = 'main form button.btn';

async function ask(v, kind, texts) {
    await choose(v, 'kind', kind);
    for (const [selector, text] of Object.entries(texts))
        await type(v, selector, text);
}

// Somebody with a query code and no account; gives what he asked for.
async function byCode(v, code) {
    const base = `/c/${code}/requests`;

    await v.go('a case', `/c/${code}`);
    await press(v, 'what he asked', `a[href="${base}"]`);
    await inLanguages(v, 'an empty list');
    await press(v, 'the form', `a[href="${base}/new"]`);
    await inLanguages(v, 'the form');
    await ask(v, 'correct', { '#body': '号码换了' });
    await press(v, 'a correction of nothing', send, 422);
    same(`${v.name}, the summary has the focus`, 'errs',
        await v.page.evaluate(() => document.activeElement.id));
    same(`${v.name}, what was written is kept`, '号码换了',
        await v.value('#body'));
    await type(v, '#new_name', '孙某某');
    await type(v, '#statement', '是三号楼前的灯。');
    await press(v, 'a correction', send);
    await v.shows('what is to be put right', '孙**', '是三号楼前的灯。');
    const correct = path(v).split('/').at(-1);

    await inLanguages(v, 'one request');
    await v.go('the form again', `${base}/new`);
    await ask(v, 'see', {});
    await press(v, 'asked to see', send);
    const seen = path(v).split('/').at(-1);

    await v.go('the list', base);
    await v.has('both are there', 'main ul a', 2);
    return { correct, seen };
}

async function atTheDesk(v, asked) {
    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    if (!await v.page.locator('.as details[open]').count())
        await v.page.click('.as summary');
    await v.page.selectOption('#as-role', 'officer');
    await v.page.selectOption('#as-unit', 'U_HOTLINE');
    await v.page.fill('#as-account', 'g-1');
    await v.click('acting as officer', '.as button');
    await v.go('requests', '/w/requests');
    await inLanguages(v, 'the list');
    await press(v, 'one of them', `a[href="/w/requests/${asked.correct}"]`);
    await v.shows('without a purpose no text', '请先选目的');
    await v.page.selectOption('#for', 'data_rights');
    await v.click('for a purpose', '.for button');
    await v.go('it again', `/w/requests/${asked.correct}`);
    await v.shows('what is to be put right', '孙某某', '是三号楼前的灯。');
    await inLanguages(v, 'one of them');
    await press(v, 'he was proved', 'form[action$="/confirm"] button');
}

async function grants(v, asked) {
    for (const id of [asked.correct, asked.seen]) {
        await v.go(`request ${id.slice(-4)}`, `/w/requests/${id}`);
        await type(v, '#g-said', '照办。');
        await press(v, 'granted', 'form[action$="/grant"] button');
        await v.has('it is said', '.note--ok[role="status"]');
    }
    await v.go('answered ones', '/w/requests?answered=1');
}

async function keeping(v) {
    for (const [what, address] of [['holds', '/w/holds'],
        ['the register of sharing', '/w/sharing']]) {
        await v.go(what, address);
        await inLanguages(v, what);
        await v.prints(what, '.bar', 'form', '.back');
    }
    await v.go('holds again', '/w/sharing');
    await press(v, 'from there to holds', 'main a[href="/w/holds"]');
    await v.shows('what is held', '安法保〔2026〕7号');
}

async function atTheCounter(v, contact) {
    const taken = await program('operator', 'o-1', '/api/v1/requests',
        { kind: 'copy', name: '吴某', contact });

    await program('officer', 'g-1', `/api/v1/requests/${taken.id}/confirm`,
        { fields: { how: 'document' } });
    await program('officer', 'g-1', `/api/v1/requests/${taken.id}/grant`,
        { fields: { said: '当面交付。' } });
    await v.go('one from the counter', `/w/requests/${taken.id}`);
    await press(v, 'his data', `a[href="/w/requests/${taken.id}/data"]`);
    await v.shows('they can be read', '门前积水', contact);
    await inLanguages(v, 'his data');
    await v.prints('his data', '.bar', '.btn', '.back');
}

async function reads(v, code, asked) {
    const base = `/c/${code}/requests/${asked.seen}`;

    await v.go('what he asked to see', base);
    await press(v, 'his data', `a[href="${base}/data"]`);
    await v.shows('the case, and what was put right', '路灯不亮',
        '是三号楼前的灯。');
    await inLanguages(v, 'his data');
    await v.prints('his data', '.btns', '.back');
    await v.go('the case', `/c/${code}`);
    await v.shows('its citizen reads what was put right', '是三号楼前的灯。');
}

async function signedOn(v, number, code) {
    await v.go('his number', '/in/phone');
    await type(v, '#number', number);
    await press(v, 'the code', send);
    const told = await v.page.locator('main').innerText();

    await type(v, '#code', told.match(/验证码是 (\d{6})/)[1]);
    await press(v, 'his own cases', send);
    await press(v, 'what he asked', 'a[href="/me/requests"]');
    await inLanguages(v, 'an empty list');
    await press(v, 'the form', 'a[href="/me/requests/new"]');
    await inLanguages(v, 'the form');
    await ask(v, 'explain', { '#body': '为什么要我的门牌号？' });
    await press(v, 'asked', send);
    const one = path(v);

    await inLanguages(v, 'one request');
    await press(v, 'taken back', `form[action="${one}/drop"] button`);
    await v.shows('so it stands there', '已撤回');
    await v.go('his list', '/me/requests');
    await v.has('it is there', `main a[href="${one}"]`);
    await v.go('his case has it by the code alone', `/c/${code}/requests`);
    await v.has('which it was not asked by', `main a[href="${one}"]`, 0);
}

async function takes(v, contact) {
    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    if (!await v.page.locator('.as details[open]').count())
        await v.page.click('.as summary');
    await v.page.selectOption('#as-role', 'operator');
    await v.page.selectOption('#as-unit', 'U_HOTLINE');
    await v.page.fill('#as-account', 'o-2');
    await v.click('acting as operator', '.as button');
    await press(v, 'the form', '.tabs a[href="/w/requests/new"]');
    await inLanguages(v, 'the form');
    await type(v, '#t-name', '吴某');
    await press(v, 'without a number', 'main form.cmd button', 422);
    await type(v, '#t-contact', contact);
    await press(v, 'taken in', 'main form.cmd button');
    await v.has('it is said', '.note--ok[role="status"]');
}

async function walk(browser, name, viewport, n) {
    const open = (who, limited = true) =>
        Visitor.open(browser, site, `${who} ${name}`, viewport, limited);
    const lamp = await receive('路灯不亮', `1390000110${n}`);
    const water = await receive('门前积水', `1390000220${n}`);
    const nobody = await open('by code,');
    const desk = await open('officer', false);
    const him = await open('resident');
    const counter = await open('operator', false);

    await program('legal_officer', 'l-1', `/api/v1/appeals/${water.id}/hold`,
        { fields: { basis: '安法保〔2026〕7号', days: 30 } });
    const asked = await byCode(nobody, lamp.query_code);

    await atTheDesk(desk, asked);
    await grants(desk, asked);
    await keeping(desk);
    await atTheCounter(desk, `1390000220${n}`);
    await reads(nobody, lamp.query_code, asked);
    await takes(counter, `1390000220${n}`);
    await signedOn(him, `1390000110${n}`, lamp.query_code);
    for (const v of [nobody, desk, him, counter])
        await v.close();
}

await run(async (browser) => {
    await walk(browser, 'on a phone', { width: 390, height: 844 }, 1);
    await walk(browser, 'at a desk', { width: 1440, height: 900 }, 2);
});
