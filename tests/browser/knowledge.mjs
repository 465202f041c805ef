// Entries that people look up, in a real browser without scripts: written by a
// unit, sent back, published by another person, found by a resident on a phone
// in three languages, withdrawn. Forms are sent by the keyboard alone.
//
//     node tests/browser/knowledge.mjs http://127.0.0.1:PORT [CHROMIUM]
//
// The server must play the demo city. tests/browser_test.sh calls it.

import { Visitor, run, same } from './kit.mjs';

const site = process.argv[2].replace(/\/$/, '');
const title = '海绵花坛漏水怎么报修';

async function write(v) {
    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    await v.click('the list', '.tabs a[href="/w/knowledge"]');
    await v.has('who may not write has no way to it',
        'a[href="/w/knowledge/new"]', 0);
    await v.actAs('handler', 'U_WATER', 't-1');
    await v.go('those soon over', '/w/knowledge?show=soon');
    await v.go('the list again', '/w/knowledge');
    await v.enter('the form', 'a[href="/w/knowledge/new"]');
    await v.page.fill('#title', title);
    await v.page.fill('#question', '小区的海绵花坛一直漏水，找谁修？');
    await v.page.fill('#answer', '打供水抢修电话。\n两小时内到场，一天内修好。');
    await v.page.fill('#basis', '虚构的供水服务规范');
    await v.page.fill('#valid_until', '2001-01-01');
    await v.enter('a day that is past', '#title', 422);
    await v.has('the summary leads to the field',
        '#errs a[href="#valid_until"]');
    same(`${v.name}, what was written is kept`, title,
        await v.value('#title'));
    await v.page.fill('#valid_until', '2099-12-31');
    await v.enter('the draft', '#title');
    await v.has('it is said', '.note--ok[role="status"]');
    await v.enter('submitted', 'form[action$="/submit"] button');
    await v.has('he does not approve it', 'form[action$="/approve"]', 0);
    return new URL(v.page.url()).pathname;
}

async function review(v, path) {
    await v.actAs('head', 'U_WATER', 't-2');
    await v.go('what waits', '/w/knowledge?show=submitted');
    await v.shows('it is among them', title);
    await v.go('the entry', path);
    await v.page.fill('#b-note', '请写明电话');
    await v.enter('sent back', 'form[action$="/send_back"] button');
    await v.shows('with the reason', '请写明电话');
    await v.actAs('handler', 'U_WATER', 't-1');
    await v.go('the form with its text', `${path}/revise`);
    await v.page.fill('#answer', '打 12345 转供水抢修，两小时内到场。');
    await v.enter('written anew', '#title');
    await v.enter('submitted again', 'form[action$="/submit"] button');
    await v.actAs('head', 'U_WATER', 't-2');
    await v.go('the entry again', path);
    await v.enter('published', 'form[action$="/approve"] button');
    await v.has('it can be withdrawn', 'form[action$="/withdraw"]');
}

async function find(v) {
    await v.go('the first page', '/');
    await v.page.fill('#q', '海绵花坛漏水');
    await v.enter('what is found', '#q');
    await v.shows('the entry is', title);
    await v.click('the entry', 'main li a');
    await v.shows('with its answer and basis', '两小时内到场',
        '虚构的供水服务规范');
    await v.go('nothing is found', '/knowledge?q=zzzz');
    await v.has('and there is a way on', 'main a[href="/report"]');
    await v.go('all of it', '/knowledge');
    await v.go('what is not there', '/knowledge/nothing', 404);
}

async function speaks(browser, lang) {
    const v = await Visitor.open(browser, site, `looking up in ${lang}`,
        { width: 390, height: 844 });

    await v.window.addCookies([{ name: 'lang', value: lang, url: site }]);
    await v.go('all of it', '/knowledge');
    same(`${v.name}, the page says so`, lang,
        await v.page.getAttribute('html', 'lang'));
    await v.go('what is found', `/knowledge?q=${encodeURIComponent('漏水')}`);
    await v.close();
}

async function withdraw(v, path) {
    await v.go('the entry once more', path);
    await v.page.fill('#w-reason', '电话变了');
    await v.enter('withdrawn', 'form[action$="/withdraw"] button');
    await v.shows('with the reason', '电话变了');
}

await run(async (browser) => {
    const staff = await Visitor.open(browser, site, 'knowledge at the desk',
        { width: 1440, height: 900 }, false);
    const path = await write(staff);

    await review(staff, path);
    const resident = await Visitor.open(browser, site, 'looking up on a phone',
        { width: 390, height: 844 });

    await find(resident);
    for (const lang of ['zh-Hant', 'en'])
        await speaks(browser, lang);
    await withdraw(staff, path);
    await resident.go('it is found no more',
        `/knowledge${path.slice('/w/knowledge'.length)}`, 404);
    await resident.close();
    await staff.close();
});
