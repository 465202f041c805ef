#!/bin/sh
# hant: write locale/zh-Hant anew from zh-Hans with OpenCC (package opencc).
# The characters are traditional, the words those of the law of the mainland.
# What OpenCC gets wrong is put right by the list below.
set -eu
opencc -c s2t -i locale/zh-Hans | sed '
1,2d
s/覈/核/g
s/迴音/回音/g
' >locale/zh-Hant.new
{
    echo "# What the pages say, in traditional Chinese: tools/hant.sh makes it from zh-Hans."
    cat locale/zh-Hant.new
} >locale/zh-Hant
rm locale/zh-Hant.new
