// Signing on with a real provider, in a real browser: a resident, an operator,
// a handler and an auditor fill in the provider's own page and come back. Each
// is shown the pages that tests/golden/rights_matrix.tsv lets him have, and of
// one confidential case the fields that access.csv gives him.
//
//     node tests/browser/sso.mjs SITE CASE ROOT [CHROMIUM]
//
// CASE is JSON: id, query_code, and texts by group of fields. The provider is
// tests/peer/glewlwyd.py; tests/sso_browser_test.sh calls this.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { Visitor, result, run, same } from './kit.mjs';

const [, , address, caseJson, root] = process.argv;
const site = address.replace(/\/$/, '');
const one = JSON.parse(caseJson);
const text = (path) => readFileSync(join(root, path), 'utf8').trim();

// Which roles each page of staff lets in: [path, roles]. The case has no files;
// tests/attachments_test.sh has.
const pages = text('tests/golden/rights_matrix.tsv').split('\n')
    .map((line) => line.split('\t'))
    .filter(([method, path]) => method === 'GET' && /^\/w(\/|$)/.test(path) &&
        !path.includes('/file/'))
    .map(([, path, roles]) => [path
        .replace('/w/requests/{id}', `/w/requests/${one.request}`)
        .replace('/w/knowledge/{id}', `/w/knowledge/${one.entry}`)
        .replace('{id}', one.id).replace('{account}', 'q-1'),
    roles.split(' ')]);

// A list to take along is no page; a page that another leads to is no tab.
const isFile = (path) => path.endsWith('.csv');
const inside = (path) => path.includes(one.id) || path.includes('q-1') ||
    path.includes(one.request) || path.includes(one.entry) ||
    path.includes('{topic}') ||
    ['/w/holds', '/w/knowledge/new'].includes(path) || isFile(path);

// What whoever may come gets: there is no topic (tests/topics_pages_test.sh),
// and data of somebody at the counter ask for a purpose first
// (tests/request_ways_test.sh).
const status = (path) => path.includes('{topic}') ? 404 :
    /\/data(\.json)?$/.test(path) ? 403 : 200;

// The groups of fields that access.csv gives, as a set.
function groups({ role, relations, purpose }) {
    const rows = text('rulebook/default/access.csv').split('\n').slice(1)
        .map((line) => line.split(','))
        .filter((row) => row[0] === role && relations.includes(row[1]) &&
            row[2] === 'see' && ['any', purpose].includes(row[3]));

    return new Set(rows.flatMap((row) => row[4].split(';')));
}

// Fill in the provider's own page, which needs scripts; what the browser has
// afterwards goes to a visitor who runs none.
async function signOn(browser, v, user, back) {
    const door = await browser.newContext({ locale: 'en' });
    const page = await door.newPage();

    page.setDefaultTimeout(30000);
    await page.goto(`${site}/in?back=${back}`);
    await page.click('form[action="/in/sso"] button');
    await page.fill('#username', user);
    await page.fill('#password', `${user}-secret-1`);
    result(`${v.name}, the page is the provider's`,
        !page.url().startsWith(site), page.url());
    await page.click('#loginbut');
    while (!page.url().startsWith(site)) {
        await page.locator('button.btn-success').first()
            .click({ timeout: 10000 }).catch(() => {});
        await page.waitForURL((url) => url.href.startsWith(site),
            { timeout: 3000 }).catch(() => {});
    }
    same(`${v.name}, he comes back to where he wanted to go`, back,
        new URL(page.url()).pathname);
    await v.window.addCookies((await door.cookies(site))
        .filter((cookie) => /session/.test(cookie.name)));
    await door.close();
}

async function refused(v, path) {
    await v.go(`${path} is refused`, path, 403);
    await v.has(`${path}: it says why`, 'main .panel');
    await v.has(`${path}: and where he may go`, 'nav.tabs a[href="/w"]');
}

// Each page, and whether it is shown in the navigation.
async function walkPages(v, role) {
    for (const [path, roles] of pages) {
        const may = roles.includes(role);

        if (may && isFile(path))
            same(`${v.name}, ${path} is his`, status(path),
                (await v.window.request.get(site + path)).status());
        else if (may)
            await v.go(`${path} is his`, path, status(path));
        else
            await refused(v, path);
        if (!inside(path))
            await v.has(`${path} ${may ? 'is' : 'is not'} in the navigation`,
                `nav.tabs a[href="${path}"]`, may ? 1 : 0);
    }
}

// What is seen of the case: the groups of which a text is there.
async function seen(v, path) {
    await v.go('the case', path);
    const all = await v.page.locator('main').innerText();

    return Object.keys(one.texts).filter((group) =>
        all.includes(one.texts[group])).sort().join(' ');
}

// In confidence his number is confided; who has none of it passes calls on.
function expected(who) {
    const given = groups(who);

    return Object.keys(one.texts).filter((group) => given.has(group) &&
        !(group === 'relay' && given.has('confided'))).sort().join(' ');
}

async function staff(browser, who) {
    const v = await Visitor.open(browser, site, who.role,
        { width: 1440, height: 900 }, false);

    await signOn(browser, v, who.user, '/w');
    await walkPages(v, who.role);
    const before = await seen(v, `/w/${one.id}`);

    same(`${v.name}, without a purpose he sees no person`, '', before);
    await v.page.selectOption('#for', who.purpose);
    await v.click(`he looks for ${who.purpose}`, '.for button');
    const fields = await seen(v, `/w/${one.id}`);

    same(`${v.name}, he sees the fields that access.csv gives`, expected(who),
        fields);
    await v.page.click('.as summary');
    await v.click('signing out', 'form[action="/out"] button');
    await v.go('he is out', '/w');
    same(`${v.name}, and led to signing in`, '/in',
        new URL(v.page.url()).pathname);
    await v.close();
    return fields;
}

async function resident(browser) {
    const v = await Visitor.open(browser, site, 'resident',
        { width: 390, height: 844 });

    await signOn(browser, v, 'zhao', '/me');
    await v.go('his cases', '/me');
    const before = await v.page.locator('main').innerText();

    result(`${v.name}, the case of somebody else is not among them`,
        !before.includes(one.query_code));
    for (const [path] of pages) {
        await v.go(`${path} is for staff`, path);
        same(`${v.name}, ${path}: led to signing in`, '/in',
            new URL(v.page.url()).pathname);
    }
    await v.go('his cases again', '/me');
    await v.page.fill('#code', one.query_code);
    await v.click('with its query code it is', 'form[action^="/me/join"] button');
    await v.has('it is among his cases',
        `main a[href*="${one.query_code.replaceAll(' ', '')}"]`);
    await v.close();
}

const people = [
    { role: 'operator', user: 'sun', relations: ['any'], purpose: 'callback' },
    { role: 'handler', user: 'qian', relations: ['any', 'lead', 'holder'],
      purpose: 'handling' },
    { role: 'auditor', user: 'li', relations: ['any'], purpose: 'audit' },
];

await run(async (browser) => {
    const fields = [];

    result('the matrix names pages of staff', pages.length > 4);
    for (const who of people)
        fields.push(await staff(browser, who));
    same('each sees something else of the case', people.length,
        new Set(fields).size);
    console.log(`# ${people.map((who, i) => `${who.role}: ${fields[i]}`)
        .join('; ')}`);
    await resident(browser);
});
