#!/bin/sh
# rulebook: has the default rulebook no fault?
#
#     tests/check/rulebook.sh BUILD
#
# Cannot see: a rule that is well formed and wrong in law.
exec "${1:-build}/gongzhi" check rulebook/default
