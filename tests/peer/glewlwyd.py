"""Glewlwyd (package glewlwyd) as a provider for tests, on 127.0.0.1 only.

    glewlwyd.py make DIR             a folder with configuration and database;
                                     prints the address it will have
    glewlwyd.py configure DIR REDIRECT
                                     a plug-in of OpenID Connect with a new key,
                                     the client gongzhi, and the users: zhao, and
                                     others with the code of an account at work
    glewlwyd.py rotate DIR           sign with another key from now on
    glewlwyd.py visit DIR USER URL   be USER's browser at the provider: log in,
                                     agree; prints where it is sent back to
    glewlwyd.py logout URL           be the browser that logs out; prints where
                                     it is sent back to

Start it between make and configure: glewlwyd --config-file=DIR/glewlwyd.conf
"""
import http.cookiejar
import json
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request

DATABASE = '/usr/share/dbconfig-common/data/glewlwyd/install/sqlite3'
ADMIN = {'username': 'admin', 'password': 'password'}  # of its database
WEBAPP = pathlib.Path('/usr/share/glewlwyd/webapp')
WEBAPP_CONFIG = '/usr/share/glewlwyd/templates/config.json'
MIME = {'.html': 'text/html', '.js': 'application/javascript',
        '.css': 'text/css', '.json': 'application/json',
        '.woff2': 'font/woff2', '.png': 'image/png'}
USERS = {name: name + '-secret-1' for name in ('zhao', 'qian', 'sun', 'li')}
STAFF = {'qian': 'q-1', 'sun': 'o-1', 'li': 'a-1'}
CLIENT_SECRET = 'client-secret-for-tests'


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at, not followed."""

    def redirect_request(self, *_):
        return None


class Browser:
    def __init__(self, site):
        self.site = site
        self.opener = urllib.request.build_opener(
            Stay, urllib.request.ProxyHandler({}),
            urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def ask(self, path, body=None, method=None):
        url = path if path.startswith('http') else self.site + path
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            url, data, {'Content-Type': 'application/json'}, method=method)
        try:
            answer = self.opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        return answer.status, answer.headers.get('Location', ''), answer.read()

    def must(self, path, body=None, method=None):
        status, _, text = self.ask(path, body, method)
        if status != 200:
            sys.exit(f'glewlwyd: {path}: {status} {text[:300]}')
        return text


def site_of(folder):
    return (folder / 'site').read_text().strip()


def make_pages(folder):
    """The provider's own pages. Debian 12 links their configuration to a
    folder; the file stands elsewhere. It serves nothing through links."""
    shutil.copytree(WEBAPP, folder,
                    ignore=shutil.ignore_patterns('config.json'))
    shutil.copy(WEBAPP_CONFIG, folder / 'config.json')


def make(folder):
    folder.mkdir()
    make_pages(folder / 'pages')
    types = ', '.join(f'{{ extension = "{k}" mime_type = "{v}" }}'
                      for k, v in MIME.items())
    with socket.socket() as s:
        s.bind(('127.0.0.1', 0))
        port = s.getsockname()[1]
    site = f'http://127.0.0.1:{port}'
    with sqlite3.connect(folder / 'db') as db:
        db.executescript(pathlib.Path(DATABASE).read_text())
    (folder / 'site').write_text(site)
    (folder / 'glewlwyd.conf').write_text(f'''
port={port}
bind_address="127.0.0.1"
external_url="{site}"
login_url="login.html"
api_prefix="api"
static_files_path="{folder}/pages/"
static_files_mime_types = ( {types} );
log_mode="file"
log_level="WARNING"
log_file="{folder}/log"
cookie_domain="127.0.0.1"
cookie_secure=0
session_key="GLEWLWYD2_SESSION_ID"
admin_scope="g_admin"
profile_scope="g_profile"
user_module_path="/usr/lib/glewlwyd/user"
user_middleware_module_path="/usr/lib/glewlwyd/user_middleware"
client_module_path="/usr/lib/glewlwyd/client"
user_auth_scheme_module_path="/usr/lib/glewlwyd/scheme"
plugin_module_path="/usr/lib/glewlwyd/plugin"
hash_algorithm="SHA512"
database = {{ type = "sqlite3" path = "{folder}/db" }};
''')
    print(site)


def new_key():
    key = subprocess.run(['openssl', 'genrsa', '2048'], check=True,
                         capture_output=True, text=True).stdout
    public = subprocess.run(['openssl', 'rsa', '-pubout'], check=True,
                            input=key, capture_output=True, text=True).stdout
    return key, public


def plugin(site):
    key, public = new_key()
    return {
        'module': 'oidc', 'name': 'oidc', 'display_name': 'oidc',
        'enabled': True,
        'parameters': {
            'iss': site + '/api/oidc', 'subject-type': 'public',
            'jwt-type': 'rsa', 'jwt-key-size': '256',
            'key': key, 'cert': public, 'jwks-show': True,
            'access-token-duration': 300, 'refresh-token-duration': 600,
            'code-duration': 60, 'refresh-token-rolling': False,
            'allow-non-oidc': False, 'auth-type-code-enabled': True,
            'auth-type-code-revoke-replayed': True,
            'auth-type-token-enabled': False,
            'auth-type-id-token-enabled': True,
            'auth-type-none-enabled': False,
            'auth-type-password-enabled': False,
            'auth-type-client-enabled': False,
            'auth-type-device-enabled': False,
            'auth-type-refresh-enabled': False,
            'pkce-allowed': True, 'pkce-method-plain-allowed': False,
            'pkce-required': True, 'name-claim': 'no',
            'email-claim': 'no', 'scope-claim': 'no', 'address-claim':
                {'type': 'no'},
            'claims': [{'name': 'staff', 'user-property': 'staff',
                        'type': 'string', 'mandatory': True, 'scope': []}],
            'session-management-allowed': True,
            'session-cookie-name': 'OP_SESSION',
            'session-cookie-expiration': 3600,
            'front-channel-logout-allowed': False,
            'back-channel-logout-allowed': False,
        },
    }


def admin(site):
    browser = Browser(site)
    browser.must('/api/auth/', ADMIN)
    return browser


def configure(folder, redirect):
    site = site_of(folder)
    browser = admin(site)
    # users have one more property: the code of their account at work
    module = json.loads(browser.must('/api/mod/user/database'))
    module['parameters']['data-format'] = {
        'staff': {'multiple': False, 'read': True, 'write': True}}
    browser.must('/api/mod/user/database', module, 'PUT')
    browser.must('/api/mod/user/database/reset', None, 'PUT')
    browser.must('/api/mod/plugin/', plugin(site))
    for name, password in USERS.items():
        user = {'username': name, 'name': name, 'password': password,
                'email': name + '@city.example', 'enabled': True,
                'scope': ['openid', 'g_profile']}
        if name in STAFF:
            user['staff'] = STAFF[name]
        browser.must('/api/user/', user)
    browser.must('/api/client/', {
        'client_id': 'gongzhi', 'name': 'gongzhi', 'description': 'gongzhi',
        'confidential': True, 'client_secret': CLIENT_SECRET,
        'enabled': True, 'authorization_type': ['code'],
        'redirect_uri': [redirect], 'scope': [],
        'post_logout_redirect_uris':
            redirect.replace('/in/sso/back', '/in'),
        'token_endpoint_auth_method': ['client_secret_basic']})


def rotate(folder):
    site = site_of(folder)
    browser = admin(site)
    browser.must('/api/mod/plugin/oidc', plugin(site), 'PUT')
    browser.must('/api/mod/plugin/oidc/reset', None, 'PUT')


def visit(folder, user, url):
    browser = Browser(site_of(folder))
    browser.must('/api/auth/', {'username': user, 'password': USERS[user]})
    browser.must('/api/auth/grant/gongzhi', {'scope': 'openid'}, 'PUT')
    status, back, text = browser.ask(url + '&g_continue')
    if not back:
        sys.exit(f'glewlwyd: {status} {text[:300]}')
    print(back)


def logout(url):
    parts = urllib.parse.urlsplit(url)
    status, back, text = Browser(f'{parts.scheme}://{parts.netloc}').ask(url)
    print(status, back or text[:200].decode())


if __name__ == '__main__':
    word = sys.argv[1]
    if word == 'logout':
        logout(sys.argv[2])
    else:
        folder = pathlib.Path(sys.argv[2]).resolve()
        {'make': make, 'configure': configure, 'rotate': rotate,
         'visit': visit}[word](folder, *sys.argv[3:])
