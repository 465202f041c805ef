#!/bin/sh
# man: are the manual pages good mdoc?
#
# At level "warning": below it mandoc reports cross references to pages that
# are not installed. Cannot see: a page that does not tell the truth.
exec mandoc -Tlint -W warning man/*.[1-9]
