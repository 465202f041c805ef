// What the walk through the pages uses: a visitor with a browser of his own,
// and the checks that hold for every page he sees.
//
// A visitor's browser runs no scripts, as the pages need none. A second browser
// window, which may run scripts, gets a copy of each page for axe-core and to
// measure the page in the three text sizes.
//
// Each result is one line of standard output: "ok WHAT" or "not WHAT | WHY".

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { get } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

import { FileSystemConfigLoader, HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const limitBytes = 30 * 1024; // of a resident's page with all it loads
const sizes = ['', 'size-l', 'size-xl'];

const validator = new HtmlValidate(new FileSystemConfigLoader());
const weighed = new Map(); // of assets, by address
export const heaviest = { bytes: 0, what: 'none' };

export function result(what, good, why = '') {
    const line = String(why).replace(/\s+/g, ' ').slice(0, 600);

    console.log(good ? `ok ${what}` : `not ${what} | ${line}`);
}

export function same(what, want, got) {
    result(what, want === got, `want ${want}, got ${got}`);
}

// The bytes of an asset as a browser with gzip gets them.
function weigh(address) {
    if (!weighed.has(address))
        weighed.set(address, new Promise((done, failed) => {
            get(address, { headers: { 'Accept-Encoding': 'gzip' } }, (answer) => {
                let bytes = 0;

                answer.on('data', (piece) => { bytes += piece.length; });
                answer.on('end', () => done(bytes));
                answer.on('error', failed);
            }).on('error', failed);
        }));
    return weighed.get(address);
}

async function checkWeight(what, site, html) {
    const assets = new Set([...html.matchAll(
        /(?:href|src)="(\/assets\/[^"#]+)/g)].map((found) => found[1]));
    let bytes = gzipSync(html).length;

    for (const asset of assets)
        bytes += await weigh(site + asset);
    if (bytes > heaviest.bytes)
        Object.assign(heaviest, { bytes, what });
    result(`${what}: weighs under 30 KB`, bytes < limitBytes, `${bytes} bytes`);
}

async function checkHtml(what, html) {
    const report = await validator.validateString(html,
        join(here, 'page.html'));
    const faults = report.results.flatMap((one) => one.messages)
        .map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);

    result(`${what}: valid HTML`, faults.length === 0, faults.join('; '));
}

// One person with a browser window of some size.
export class Visitor {
    // Pages for staff have no limit of weight: they are read at the office.
    static async open(browser, site, name, viewport, limited = true) {
        const v = new Visitor();
        const common = { viewport, locale: 'zh-CN' };

        Object.assign(v, { site, name, limited, noise: [] });
        v.window = await browser.newContext({ ...common,
            javaScriptEnabled: false });
        v.mirrors = await browser.newContext({ ...common, bypassCSP: true });
        v.page = await v.window.newPage();
        v.mirror = await v.mirrors.newPage();
        for (const page of [v.page, v.mirror]) {
            page.setDefaultTimeout(30000);
            v.listen(page);
        }
        await v.mirror.goto(site);
        await v.mirror.evaluate(axe); // it stays when the document changes
        return v;
    }

    listen(page) {
        page.on('console', (m) => {
            // The browser reports the status of a page that says what is wrong.
            const own = m.location().url.split('#')[0] ===
                page.url().split('#')[0] || m.location().url === this.asked;

            if (['error', 'warning'].includes(m.type()) &&
                !(own && m.text().startsWith('Failed to load resource')))
                this.noise.push(`${m.type()}: ${m.text()}`);
        });
        page.on('pageerror', (e) => this.noise.push(String(e)));
        page.on('requestfailed', (r) => this.noise.push(`failed: ${r.url()}`));
        page.on('request', (r) => {
            if (!r.url().startsWith(`${this.site}/`) &&
                !r.url().startsWith('data:'))
                this.noise.push(`asks another host: ${r.url()}`);
        });
    }

    // Do what leads to a page, and check the page. `status`: what it must be.
    async see(what, status, act) {
        const name = `${this.name}, ${what}`;
        const arrival = this.page.waitForResponse((answer) =>
            answer.request().isNavigationRequest() && answer.status() !== 303);
        const [answer] = await Promise.all([arrival, act()]);

        this.asked = answer.url();
        await this.page.waitForLoadState('load');
        same(`${name}: status`, status, answer.status());
        await this.examine(name, await answer.text());
    }

    go(what, path, status = 200) {
        return this.see(what, status, () => this.page.goto(this.site + path));
    }

    click(what, selector, status = 200) {
        return this.see(what, status, () =>
            this.page.locator(selector).first().click());
    }

    // As one does without a mouse.
    enter(what, selector, status = 200) {
        return this.see(what, status, async () => {
            await this.page.focus(selector);
            await this.page.keyboard.press('Enter');
        });
    }

    // In the demo city anybody may be anybody.
    async actAs(role, unit, account = 't-1') {
        if (!await this.page.locator('.as details[open]').count())
            await this.page.click('.as summary');
        await this.page.selectOption('#as-role', role);
        await this.page.selectOption('#as-unit', unit);
        await this.page.fill('#as-account', account);
        await this.click(`acting as ${role}`, '.as button');
    }

    async examine(name, html) {
        await checkHtml(name, html);
        if (this.limited)
            await checkWeight(name, this.site, html);
        await this.mirror.setContent(html);
        const faults = await this.mirror.evaluate(async () => {
            // All default rules, and the one of WCAG 2.2 AA that is off.
            const run = await globalThis.axe.run(document,
                { resultTypes: ['violations'],
                  rules: { 'target-size': { enabled: true } } });

            return run.violations.map((v) => `${v.id}: ${v.nodes
                .map((n) => n.html.slice(0, 120)).join(' , ')}`);
        });

        result(`${name}: axe-core finds nothing`, faults.length === 0,
            faults.join('; '));
        await this.measure(name);
        result(`${name}: no error, no other host`, this.noise.length === 0,
            this.noise.join('; '));
        this.noise = [];
    }

    async measure(name) {
        const wide = await this.mirror.evaluate((classes) => {
            const root = document.documentElement;
            const widest = () => [...document.body.querySelectorAll('*')]
                .map((e) => [e.getBoundingClientRect().right, e])
                .sort((a, b) => b[0] - a[0]).slice(0, 3)
                .map(([, e]) => e.outerHTML.slice(0, 80)).join(' , ');

            return classes.map((size) => {
                root.className = size;
                return root.scrollWidth > root.clientWidth
                    ? `${size || 'standard'}: ${root.scrollWidth} px: ` +
                        widest() : '';
            }).filter((one) => one !== '');
        }, sizes);

        result(`${name}: fits the screen in three sizes`, wide.length === 0,
            wide.join('; '));
    }

    // On paper: nothing to click is left, and nothing sticks out of a page.
    async prints(what, ...selectors) {
        const a4 = { width: 794, height: 1123 };
        const before = this.mirror.viewportSize();

        await this.page.emulateMedia({ media: 'print' });
        for (const selector of selectors)
            result(`${this.name}, ${what}: no ${selector} on paper`,
                !await this.page.locator(selector).first().isVisible());
        result(`${this.name}, ${what}: its heading is on paper`,
            await this.page.locator('h1').first().isVisible());
        await this.page.emulateMedia({ media: null });
        await this.mirror.emulateMedia({ media: 'print' });
        await this.mirror.setViewportSize(a4);
        await this.measure(`${this.name}, ${what} on paper`);
        await this.mirror.setViewportSize(before);
        await this.mirror.emulateMedia({ media: null });
    }

    // Does the page show all of these texts?
    async shows(what, ...texts) {
        const all = await this.page.locator('main').innerText();
        const lost = texts.filter((text) => !all.includes(text));

        result(`${this.name}, ${what}`, lost.length === 0,
            `nothing says ${lost.join(', ')}: ${all}`);
    }

    async has(what, selector, count = 1) {
        same(`${this.name}, ${what}`, count,
            await this.page.locator(selector).count());
    }

    async value(selector) {
        return this.page.locator(selector).inputValue();
    }

    async close() {
        await this.window.close();
        await this.mirrors.close();
    }
}

// Runs a walk in a browser of its own; says "end" only when it came there. The
// last argument of a walk is the browser ($CHROMIUM of tests/sign_kit.sh).
export async function run(walk) {
    const browser = await chromium.launch({
        executablePath: process.argv.at(-1),
        args: ['--no-sandbox'],
    });

    try {
        await walk(browser);
        if (heaviest.bytes > 0)
            console.log(`# the largest page: ${heaviest.bytes} bytes, ` +
                heaviest.what);
        console.log('end');
    } catch (e) {
        result('the walk comes to its end', false, e.stack ?? e);
        process.exitCode = 1;
    } finally {
        await browser.close();
    }
}
