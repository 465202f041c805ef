// The operator's desk in a real browser without scripts: what a citizen says is
// looked up at the press of a button and taken in, by the keyboard alone; the
// case shows how cases like it were handled.
//
//     node tests/browser/desk.mjs http://127.0.0.1:PORT [CHROMIUM]
//
// The server must play the demo city. tests/browser_test.sh calls it.

import { Visitor, run, same } from './kit.mjs';

const site = process.argv[2].replace(/\/$/, '');
const said = '我家门口的路灯不亮好几天了，晚上老人出门看不清路。';

async function desk(browser, name, size) {
    const v = await Visitor.open(browser, site, name, size, false);

    await v.go('signing in', '/w');
    await v.click('the inbox', 'button[value$=":demo-supervisor"]');
    await v.has('who takes nothing in has no desk', 'a[href="/w/desk"]', 0);
    await v.actAs('operator', 'U_HOTLINE');
    await v.click('the desk', '.tabs a[href="/w/desk"]');
    await v.page.fill('#text', said);
    await v.enter('looked up, for no purpose', '#place');
    await v.has('no case is shown', '#h-c + .scroll', 0);
    await v.page.fill('#contact', '13800001234');
    await v.page.selectOption('#for', 'intake');
    await v.enter('looked up for a purpose', '#place');
    await v.has('cases are shown', '#h-c + .scroll');
    same(`${v.name}, what was written before is kept`, `${said} 13800001234`,
        `${await v.value('#text')} ${await v.value('#contact')}`);
    await v.go('the desk again', '/w/desk');
    same(`${v.name}, the purpose holds`, 'intake', await v.value('#for'));
    await v.page.fill('#text', '楼上正在着火，快来');
    await v.enter('an emergency', '#place');
    await v.has('its words are there at once', '.note--bad[role="alert"]');
    await v.page.fill('#text', '路灯不亮，再没人管我就去跳楼');
    await v.enter('a danger to life', '#place');
    await v.has('it is marked, with the words', '#h-f + dl');
    await v.page.fill('#text', said);
    await v.page.fill('#place', '没有这个地方');
    await v.enter('a place that is none', '#place', 422);
    await v.has('the summary leads to the field', '#errs a[href="#place"]');
    same(`${v.name}, what was written is kept`, said, await v.value('#text'));
    await v.page.fill('#place', '');
    await v.enter('looked up', '#place');
    await v.has('it has a suggestion', '#h-s + dl');
    await v.shows('and how such cases were handled', '类案是怎么办的');
    await v.page.fill('#contact', '13800001234');
    await v.enter('taken in', 'button[formaction="/w/desk/take"]');
    await v.shows('the case is there', said);
    await v.enter('how cases like it were handled', '#path a');
    await v.has('it is told', '#path a.btn', 0);
    await v.close();
}

await run(async (browser) => {
    await desk(browser, 'the desk', { width: 1440, height: 900 });
    await desk(browser, 'the desk on a phone', { width: 390, height: 844 });
});
