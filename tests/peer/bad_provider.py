"""A provider of OpenID Connect that lies as it is told, on 127.0.0.1.

    bad_provider.py DIR     its address is written to DIR/site

A token is asked for with a code "LIE:NONCE:CHALLENGE"; LIE says what is wrong
with it (see lies() and headers()), "good" that nothing is. PKCE and the
client's password are checked as a provider must; what was asked is counted in
DIR/asked, a line a request.
"""
import base64
import hashlib
import hmac
import http.server
import json
import pathlib
import subprocess
import sys
import time
import urllib.parse

CLIENT = 'gongzhi'
PASSWORD = 'client-secret-for-tests'


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b'=').decode()


class Key:
    """An RSA key; openssl does the work."""

    def __init__(self, folder, kid):
        self.kid = kid
        self.path = folder / f'{kid}.pem'
        subprocess.run(['openssl', 'genrsa', '-out', self.path, '2048'],
                       check=True, capture_output=True)
        modulus = subprocess.run(
            ['openssl', 'rsa', '-in', self.path, '-noout', '-modulus'],
            check=True, capture_output=True, text=True).stdout
        self.n = b64(bytes.fromhex(modulus.strip().split('=')[1]))
        self.pem = subprocess.run(
            ['openssl', 'rsa', '-in', self.path, '-pubout'], check=True,
            capture_output=True).stdout

    def sign(self, data):
        return subprocess.run(
            ['openssl', 'dgst', '-sha256', '-sign', self.path], check=True,
            input=data, capture_output=True).stdout

    def public(self):
        return {'kty': 'RSA', 'use': 'sig', 'alg': 'RS256', 'kid': self.kid,
                'n': self.n, 'e': 'AQAB'}


class Provider:
    def __init__(self, folder):
        self.folder = folder
        self.key = Key(folder, 'first')
        self.other = Key(folder, 'second')
        self.shown = [self.key]
        self.site = ''

    def lies(self, lie, claims):
        now = int(time.time())
        changes = {
            'wrong_issuer': {'iss': self.site + '/other'},
            'wrong_audience': {'aud': 'somebody-else'},
            'many_audiences': {'aud': [CLIENT, 'somebody-else']},
            'wrong_party': {'aud': [CLIENT, 'x'], 'azp': 'x'},
            'right_party': {'aud': [CLIENT, 'x'], 'azp': CLIENT},
            'wrong_nonce': {'nonce': 'another'},
            'expired': {'exp': now - 120, 'iat': now - 300},
            'from_tomorrow': {'iat': now + 86400, 'exp': now + 90000},
            'too_old': {'iat': now - 3600, 'exp': now + 3600},
            'not_before': {'nbf': now + 3600},
            'exp_is_text': {'exp': str(now + 300)},
            'long_subject': {'sub': 'x' * 256},
            'strange_subject': {'sub': 'a\nb'},
        }
        claims.update(changes.get(lie, {}))
        for lie_name, claim in (('no_nonce', 'nonce'), ('no_exp', 'exp'),
                                ('no_iat', 'iat'), ('no_subject', 'sub'),
                                ('no_audience', 'aud'), ('no_issuer', 'iss')):
            if lie == lie_name:
                del claims[claim]
        return claims

    def token(self, lie, nonce):
        now = int(time.time())
        claims = self.lies(lie, {
            'iss': self.site, 'aud': CLIENT, 'nonce': nonce,
            'sub': 'sub-2' if lie == 'staff' else 'sub-1',
            'iat': now, 'exp': now + 300,
            'staff': 'q-1' if lie == 'staff' else 'nobody-here'})
        head = {'alg': 'RS256', 'kid': self.key.kid, 'typ': 'JWT'}
        key = self.key
        if lie == 'wrong_key':
            key = self.other
        elif lie in ('unknown_key', 'rotated'):
            key, head['kid'] = self.other, self.other.kid
        elif lie in ('none', 'None'):
            head = {'alg': lie}
        elif lie in ('HS256', 'RS512'):
            head['alg'] = lie
        elif lie == 'critical':
            head.update({'crit': ['exp'], 'exp': now + 300})
        elif lie == 'own_key':
            head['jwk'], head['kid'] = self.other.public(), self.other.kid
            key = self.other
        if lie == 'rotated':
            self.shown = [self.key, self.other]
        said = (b64(json.dumps(head).encode()) + '.' +
                b64(json.dumps(claims).encode())).encode()
        signature = key.sign(said)
        if lie in ('none', 'None'):
            signature = b''
        elif lie == 'HS256':
            signature = hmac.new(self.key.pem, said, hashlib.sha256).digest()
        token = said.decode() + '.' + b64(signature)
        if lie == 'changed':
            start = token.index('.') + 20
            token = token[:start] + ('A' if token[start] != 'A' else 'B') + \
                token[start + 1:]
        return {'garbage': 'not.a.token', 'cut': token[:-40],
                'empty': ''}.get(lie, token)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        with open(self.server.provider.folder / 'asked', 'a') as out:
            out.write(self.path + '\n')

    def do_GET(self):
        p = self.server.provider
        if self.path == '/.well-known/openid-configuration':
            self.answer(200, {
                'issuer': p.site, 'authorization_endpoint': p.site + '/auth',
                'token_endpoint': p.site + '/token',
                'jwks_uri': p.site + '/jwks'})
        elif self.path == '/jwks':
            self.answer(200, {'keys': [key.public() for key in p.shown]})
        else:
            self.answer(404, {})

    def do_POST(self):
        body = self.rfile.read(int(self.headers['Content-Length'])).decode()
        form = {k: v[0] for k, v in urllib.parse.parse_qs(body).items()}
        basic = b64(f'{CLIENT}:{PASSWORD}'.encode())
        said = self.headers.get('Authorization', '').removeprefix('Basic ')
        lie, nonce, challenge = form['code'].split(':')
        verifier = hashlib.sha256(form['code_verifier'].encode()).digest()
        if said.rstrip('=') != basic:
            self.answer(401, {'error': 'invalid_client'})
        elif b64(verifier) != challenge:
            self.answer(400, {'error': 'invalid_grant'})
        elif lie == 'refused':
            self.answer(400, {'error': 'invalid_grant'})
        elif lie == 'broken':
            self.answer(500, b'<html>')
        elif lie == 'too_much':
            self.answer(200, b'{"id_token":"' + b'x' * 100000 + b'"}')
        elif lie == 'no_json':
            self.answer(200, b'id_token=1')
        elif lie == 'no_token':
            self.answer(200, {'access_token': 'x'})
        else:
            self.answer(200, {
                'token_type': 'Bearer', 'access_token': 'x',
                'id_token': self.server.provider.token(lie, nonce)})


folder = pathlib.Path(sys.argv[1])
folder.mkdir(exist_ok=True)
server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
server.provider = Provider(folder)
server.provider.site = f'http://127.0.0.1:{server.server_port}'
(folder / 'site.new').write_text(server.provider.site)
(folder / 'site.new').rename(folder / 'site')
server.serve_forever()
