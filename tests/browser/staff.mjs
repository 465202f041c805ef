// The staff's way through their pages, in a real browser without scripts: who
// acts, the inbox, a case from sign-in to reply, the queue, paper, text sizes.

import { Visitor, result, same } from './kit.mjs';

async function receive(site, fields) {
    const answer = await fetch(`${site}/api/v1/appeals`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ channel: 'web', ...fields }),
    });

    return answer.json();
}

// For what somebody looks, said once for a task.
async function lookFor(v, purpose) {
    await v.page.selectOption('#for', purpose);
    await v.click(`looking for ${purpose}`, '.for button');
}

const does = (command) => `form[action$="/${command}"]`;

async function handle(v, one) {
    await v.actAs('handler', one.lead);
    await lookFor(v, 'handling');
    await v.click('the inbox of a stage', '.filter button');
    await v.page.fill('#find', one.code);
    await v.click('a case', '.find button');
    await v.shows('it shows the code and the next step', one.code, '下一步');
    await v.prints('a case', '.bar', 'form', '.more', '.back');
    await v.click('signed in', `${does('sign_in')} button`);
    await v.has('it is said', '.note--ok[role="status"]');
    await v.page.selectOption(`${does('contact')} [name="reached"]`, '1');
    await v.page.selectOption(`${does('contact')} [name="how"]`, 'visit');
    await v.click('contacted', `${does('contact')} button`);
    await v.page.click('.more > summary');
    await v.page.locator('details.one', { has: v.page.locator(does('pause')) })
        .locator('summary').click();
    await v.page.selectOption(`${does('pause')} [name="reason"]`, 'await_test');
    await v.page.fill(`${does('pause')} [name="approver"]`, 't-1');
    await v.page.fill(`${does('pause')} [name="days"]`, '3');
    await v.click('a pause he approves himself', `${does('pause')} button`, 422);
    await v.has('its summary leads to the field',
        '#errs a[href="#pause-approver"]');
    same(`${v.name}, the summary has the focus`, 'errs',
        await v.page.evaluate(() => document.activeElement.id));
    same(`${v.name}, what was written is kept`, 't-1',
        await v.value('#pause-approver'));
    await v.page.selectOption(`${does('reply')} [name="outcome"]`, 'supported');
    await v.page.fill(`${does('reply')} [name="text"]`, '已换新灯泡');
    await v.click('replied', `${does('reply')} button`);
    await v.shows('the reply is in the history', '已换新灯泡');
}

async function queue(v, one) {
    await v.actAs('dispatcher', 'U_HOTLINE');
    await lookFor(v, 'dispatching');
    await v.click('the queue', '.tabs a[href="/w/queue"]');
    await v.shows('it has the case', one.code);
    await v.page.selectOption('#f-sort', 'newest');
    await v.page.selectOption('#f-matter', '-');
    await v.click('the newest without a matter', '.filter button');
    await v.shows('the case is among them', one.code);
    await v.prints('the queue', '.bar', 'form', '.turns');
    await v.page.selectOption('#f-street', { index: 2 });
    await v.page.selectOption('#f-matter', { index: 3 });
    await v.click('a narrow filter', '.filter button');
    await v.shows('it says that nothing fits', '可以放宽条件');
    await v.go('the queue again', '/w/queue?sort=newest');
    const own = `.wait:has-text("${one.code}")`;

    await v.page.fill(`${own} [name="matter"]`, 'M0302');
    await v.click('placed, and the queue again', `${own} .quick button`);
    result(`${v.name}, the order stays`, v.page.url().includes('sort=newest'),
        v.page.url());
}

async function look(v, one) {
    await v.actAs('operator', 'U_HOTLINE');
    await v.go('a case, for no purpose', `/w/${one.id}`);
    await v.shows('it asks for one first', '选定查阅目的以后');
    await lookFor(v, 'callback');
    await v.shows('then it shows the contact', '13800001230');
}

export async function staffWalk(browser, site, name, viewport) {
    const v = await Visitor.open(browser, site, name, viewport, false);
    const lamp = await receive(site, { title: '楼下路灯不亮',
        place: '990101002', contact: '13800001230' });
    const vague = await receive(site, { title: '嗯' });

    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    await v.shows('the inbox has its counts', '待办');
    await v.prints('the inbox', '.bar', '.as', 'form', '.turns');
    await v.has('it has a table', 'table.tbl caption');
    await handle(v, lamp);
    await queue(v, vague);
    await look(v, lamp);
    await v.page.fill('#find', '99');
    await v.click('a code that is none', '.find button', 404);
    await v.has('it is said at the field', '#find[aria-invalid="true"]');
    await v.go('a unit without cases', '/w?unit=U_PERSONNEL');
    await v.go('languages and sizes', '/lang?back=/w');
    await v.click('the inbox in extra large text', 'button[value="xl"]');
    same(`${v.name}, extra large text is there`, 'size-xl',
        await v.page.locator('html').getAttribute('class'));
    await v.close();
}
