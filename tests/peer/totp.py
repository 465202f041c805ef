"""The code an authenticator shows (RFC 6238): totp.py SECRET [STEPS]

SECRET is base32, blanks do not count; STEPS steps of 30 seconds later.
"""
import base64
import hashlib
import hmac
import struct
import sys
import time

secret = sys.argv[1].replace(' ', '')
step = int(time.time()) // 30 + int(sys.argv[2] if len(sys.argv) > 2 else 0)
key = base64.b32decode(secret + '=' * (-len(secret) % 8))
mac = hmac.new(key, struct.pack('>Q', step), hashlib.sha1).digest()
at = mac[19] & 15
code = struct.unpack('>I', mac[at:at + 4])[0] & 0x7FFFFFFF
print('%06d' % (code % 1000000))
