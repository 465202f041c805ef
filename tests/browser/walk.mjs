// A resident's way through the pages, from the first page to the second rating,
// in a real browser without scripts; once on a phone, once on a desk.
//
//     node tests/browser/walk.mjs http://127.0.0.1:PORT TOKEN [CHROMIUM]
//
// The server must play the demo city. tests/browser_test.sh calls it.

import { Visitor, result, run, same } from './kit.mjs';
import { staffWalk } from './staff.mjs';

const site = process.argv[2].replace(/\/$/, '');
const token = process.argv[3];
const story = '楼下路灯坏了三天，晚上看不清路';

// A command of staff, as programs give it.
async function staff(unit, code, command, fields) {
    const answer = await fetch(`${site}/api/v1/appeals/${code}/${command}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json',
            Authorization: `Bearer ${token}`,
            'X-Gongzhi-Role': 'handler', 'X-Gongzhi-User': 't1',
            'X-Gongzhi-Unit': unit },
        body: JSON.stringify({ fields }),
    });

    if (!answer.ok)
        throw new Error(`${command}: ${answer.status} ${await answer.text()}`);
}

async function caseOf(queryCode) {
    return (await fetch(`${site}/api/v1/c/${queryCode}`)).json();
}

async function fillIn(v, what, where, tel) {
    await v.page.fill('#what', what);
    await v.page.fill('#where', where);
    await v.page.selectOption('#street', { label: '槐里街道' });
    if (tel !== '')
        await v.page.fill('#tel', tel);
    else
        await v.page.check('#via-code');
}

const send = 'form[action^="/report/send"] .btns button';
const submit = 'main form > button.btn, main form .btns button';

// The check page of a matter whose form asks for something; back to the form.
async function asksFurther(v) {
    await v.page.fill('#what', '公司拖欠工资三个月不发，我们十几个人要不到钱');
    await v.click('the check page of a matter that asks', submit);
    await v.has('its field is required', '#answer-employer[required]');
    await v.has('the notice is named', '#consents');
    await v.has('consents are apart',
        '#agreed_publish:not(:checked), #guardian:not(:checked)', 2);
    await v.click('sent without it', send, 422);
    await v.has('the summary leads to it', '#errs a[href="#answer-employer"]');
    await v.page.click('#errs a');
    same(`${v.name}, the link leads to the field of the form`,
        'answer-employer',
        await v.page.evaluate(() => document.activeElement.id));
    await v.page.fill('#answer-employer', '安澜建筑公司');
    await v.page.check('#agreed_publish');
    await v.click('from there to the form',
        'button[formaction^="/report/again#what"]');
    await v.has('what was answered comes along',
        'input[name="answer-employer"][value="安澜建筑公司"]');
}

// Agreed to publication, and taken back.
async function takeBack(v, code) {
    await v.shows('the case tells what was agreed to', '告知过什么，同意了什么');
    await v.click('taking it back', `a[href="/c/${code}/consent"]`);
    await v.click('consent is taken back', submit);
    await v.shows('and it is told', '已撤回同意', '已撤回');
}

// From the empty form to the receipt; gives the query code.
async function report(v, where, tel) {
    await v.click('the form', 'a.big');
    await v.page.fill('#where', where);
    await v.click('the form sent empty', submit, 422);
    await v.has('its summary leads to both fields',
        '#errs a[href="#what"], #errs a[href="#tel"]', 2);
    same(`${v.name}, the summary has the focus`, 'errs',
        await v.page.evaluate(() => document.activeElement.id));
    same(`${v.name}, what was written is kept`, where, await v.value('#where'));
    result(`${v.name}, the title says that something is wrong`,
        (await v.page.title()).startsWith('填写有误'), await v.page.title());
    await v.page.click('#errs a[href="#what"]');
    same(`${v.name}, the link leads to the field`, 'what',
        await v.page.evaluate(() => document.activeElement.id));
    await fillIn(v, story, where, tel.slice(0, -1));
    await v.click('a telephone number too short', submit, 422);
    await v.shows('it is told so', '现在是 10 位');
    await v.page.fill('#tel', tel);
    await asksFurther(v);
    await v.page.fill('#what', story);
    await v.click('the check page', submit);
    await v.shows('it repeats what was written', story, where, '槐里街道');
    await v.click('the form again', 'button[formaction^="/report/again"]');
    same(`${v.name}, the form has the text`, story, await v.value('#what'));
    same(`${v.name}, and the telephone`, tel, await v.value('#tel'));
    await v.page.fill('#what', `${story}。请修一修`);
    await v.click('the check page again', submit);
    await v.shows('it has the change', '请修一修');
    await v.page.check('#agreed_publish');
    return sendTwice(v);
}

// Send the check page, and once more as a nervous finger does.
async function sendTwice(v) {
    const fields = await v.page.locator('form[action^="/report/send"] ' +
        'input:not([type="checkbox"]:not(:checked))')
        .evaluateAll((all) => all.map((one) => [one.name, one.value]));
    const form = Object.fromEntries(fields);

    await v.click('the receipt', send);
    const path = new URL(v.page.url()).pathname;
    const again = await v.window.request.post(`${site}/report/send`,
        { form, maxRedirects: 0 });

    same(`${v.name}, sent twice it is one case`, path,
        again.headers().location);
    return path.split('/')[2];
}

async function receipt(v, code) {
    await v.shows('the receipt has the code, times and a proof',
        code.replaceAll('-', ' '), '答复办理结果', '打电话联系您', '号记录，指纹');
    await v.has('the receipt has a QR code', '.qr svg[role="img"] path[stroke]');
    await v.has('and the hash of its record', 'code.hash');
    await v.has('and how the times were computed', 'details.how', 2);
    await v.click('progress', `main .btns a[href="/c/${code}"]`);
    await v.shows('progress shows who has it', '最晚', '已交给');
    await v.has('one step is the current one', '[aria-current="step"]');
}

const words = ['已换新灯泡', '已换新线路'];

async function reply(code, round) {
    const { code: caseCode, unit } = await caseOf(code);

    await staff(unit.code, caseCode, 'sign_in', {}).catch((refused) => {
        if (round === 0)
            throw refused; // in the second handling it is signed in
    });
    await staff(unit.code, caseCode, 'contact', { reached: 1, how: 'phone' });
    await staff(unit.code, caseCode, 'reply',
        { outcome: 'supported', text: words[round] });
}

// The receipt is checked by the button, as a file, and when it was changed.
async function checkReceipt(v, code) {
    const answer = await fetch(`${site}/c/${code}/proof.json`);
    const file = await answer.text();

    await v.click('the receipt is checked', 'form[action="/verify"] button');
    await v.shows('it fits, and says what that does not prove',
        '都对得上', '诉求已登记', 'gongzhi-verify');
    await v.click('the form for another receipt', 'a.back');
    await v.click('that form sent empty', submit, 422);
    await v.has('it says what is missing', '#errs a[href="#receipt"]');
    await v.page.fill('#receipt', file);
    await v.click('a receipt as a file', submit);
    await v.shows('it fits too', '都对得上');
    await v.click('the form once more', 'a.back');
    await v.page.fill('#receipt', file.replace('citizen', 'citizem'));
    await v.click('a changed receipt', submit);
    await v.shows('it does not fit', '对不上', '得不到签过名的总指纹');
}

async function rateTwice(v, code) {
    await reply(code, 0);
    await v.go('progress after the reply', `/c/${code}`);
    await v.shows('progress has the reply', words[0], '请您评价');
    await v.click('the rating', `a.big[href="/c/${code}/rate"]`);
    await v.page.fill('#words', '还是不亮');
    await v.click('the rating sent empty', submit, 422);
    await v.has('its summary leads to both questions', '#errs a', 2);
    same(`${v.name}, the words are kept`, '还是不亮', await v.value('#words'));
    await v.page.check('#s-no');
    await v.page.check('#t-no');
    await v.click('progress in second handling', submit);
    await v.shows('second handling is shown', '重新办理', '二次办理中');
    await reply(code, 1);
    await v.go('progress after the second reply', `/c/${code}`);
    await v.shows('progress has both replies', ...words);
    await v.click('the second rating', `a.big[href="/c/${code}/rate"]`);
    await v.page.check('#s-yes');
    await v.page.check('#t-yes');
    await v.click('progress at the end', submit);
    await v.shows('it thanks and is closed', '谢谢您的评价', '已办结');
    await v.click('what the log says', `a[href="/c/${code}/audit"]`);
    await v.has('it has a signed checkpoint', 'pre.note-text');
    result(`${v.name}, it lists the records of the case`,
        await v.page.locator('ol.leaves > li h3').count() >= 8);
    await checkReceipt(v, code);
    await v.go('progress at last', `/c/${code}`);
    await v.click('who looked at his data', `a[href="/c/${code}/access"]`);
    await v.shows('nobody of the staff read it', '没有人看过');
}

// What else a citizen may do, with a second case.
async function otherActs(v, where) {
    await v.go('the form for a second case', '/report');
    await fillIn(v, story, where, '');
    await v.click('the second check page', submit);
    const code = await sendTwice(v);

    await v.go('its progress', `/c/${code}`);
    await v.click('add', `a[href="/c/${code}/add"]`);
    await v.click('add sent empty', submit, 422);
    await v.has('it says what is missing', '#errs a[href="#text"]');
    await v.page.fill('#text', '<b>西门</b> & 东门');
    await v.click('progress after adding', submit);
    await v.shows('what was added stands there as written',
        '已补充', '<b>西门</b> & 东门');
    await v.click('nudge', `a[href="/c/${code}/nudge"]`);
    await v.click('progress after a nudge', submit);
    await v.shows('the nudge is told', '已经替您催了', '您催了一下');
    await v.click('withdraw', `a[href="/c/${code}/withdraw"]`);
    await v.click('progress after withdrawing', submit);
    await v.shows('it is withdrawn', '已撤回', '您撤回了这件事');
    await v.has('and cannot be withdrawn again',
        `a[href="/c/${code}/withdraw"]`, 0);
}

async function lookUp(v, code) {
    await v.go('the first page again', '/');
    await v.page.fill('#code', '0000 1111 2222 3333');
    await v.click('a wrong query code', '.look button', 404);
    await v.has('it is said at the field', '#code[aria-invalid="true"]');
    same(`${v.name}, the wrong code is kept`, '0000 1111 2222 3333',
        await v.value('#code'));
    await v.page.fill('#code', code.toLowerCase().replaceAll('-', ' '));
    await v.click('a right query code', '.look button');
    same(`${v.name}, it leads to the case`, `/c/${code}`,
        new URL(v.page.url()).pathname);
    await v.go('a page that is not there', '/no/such/page', 404);
    await v.shows('it says so', '没有这个页面', '回首页');
}

async function attribute(v, name) {
    return v.page.locator('html').getAttribute(name);
}

async function preferences(v) {
    await v.go('the first page in standard text', '/');
    await v.click('the large text', 'button[name="size"][value="l"]');
    same(`${v.name}, large text is chosen`, 'size-l',
        await attribute(v, 'class'));
    await v.go('languages and sizes', '/lang?back=/report');
    same(`${v.name}, large text stays`, 'size-l', await attribute(v, 'class'));
    await v.click('the form in extra large text', 'button[value="xl"]');
    same(`${v.name}, it leads back`, `${site}/report`, v.page.url());
    await v.go('accessibility', '/a11y');
    same(`${v.name}, extra large text stays`, 'size-xl',
        await attribute(v, 'class'));
    await v.click('and back to the standard', 'button[value="standard"]');
    same(`${v.name}, standard text`, null, await attribute(v, 'class'));
    for (const [lang, heading] of [['en', 'Tell us, and you will hear from us'],
        ['zh-Hant', '有事您說']]) {
        await v.go(`languages before ${lang}`, '/lang');
        await v.click(`the first page in ${lang}`, `button[value="${lang}"]`);
        same(`${v.name}, its lang is ${lang}`, lang, await attribute(v, 'lang'));
        await v.shows(`its heading is in ${lang}`, heading);
        await v.go(`the form in ${lang}`, '/report');
        await v.go(`privacy in ${lang}`, '/privacy');
        await v.go(`checking a receipt in ${lang}`, '/verify');
    }
}

async function walk(browser, name, viewport, number) {
    const v = await Visitor.open(browser, site, name, viewport);
    const where = `槐里三巷 ${number} 号`;

    await v.go('the first page', '/');
    same(`${name}, it is in simplified Chinese`, 'zh-Hans',
        await attribute(v, 'lang'));
    const code = await report(v, where, `1380000123${number}`);

    await receipt(v, code);
    await takeBack(v, code);
    await rateTwice(v, code);
    await otherActs(v, `槐里五巷 ${number} 号`);
    await lookUp(v, code);
    await preferences(v);
    await v.close();
}

await run(async (browser) => {
    await Promise.all([
        walk(browser, 'phone', { width: 390, height: 844 }, 1),
        walk(browser, 'desk', { width: 1440, height: 900 }, 2),
        staffWalk(browser, site, 'staff on a phone',
            { width: 390, height: 844 }),
        staffWalk(browser, site, 'staff at a desk',
            { width: 1440, height: 900 }),
    ]);
});
