# gen_man: the manual page gongzhi-events(5) from schema/*.events. Reads the
# schemas one after another, each behind a line `#file NAME`.

function roff(s) {
    gsub(/\\/, "\\e", s)
    if (s ~ /^[.']/)
        s = "\\&" s
    gsub(/\. /, ".\n", s)
    return s
}

# Cut the quoted description off the end of the line.
function take_doc(    at) {
    doc = ""
    at = index($0, "\"")
    if (at == 0)
        return
    doc = substr($0, at + 1)
    sub(/"[ ]*$/, "", doc)
    $0 = substr($0, 1, at - 1)
}

function end_list() {
    if (in_fields)
        print ".El"
    in_fields = 0
}

function section(title) {
    end_list()
    print title != shown ? ".Ss " title : ".Pp"
    shown = title
}

function limits(kind,    words, i, out) {
    if (kind == "choice") {
        for (i = 4; i <= NF; i++)
            out = out ", " $i
        return "one of " choices[$3] out
    }
    if (kind == "text" || kind == "int") {
        split($3, words, /\.\./)
        out = kind == "text" ? words[1] " to " words[2] " characters" \
            : "from " words[1] " to " words[2]
        for (i = 4; i <= NF; i++)
            out = out ", " $i
        return out
    }
    for (i = 3; i <= NF; i++)
        out = out (out == "" ? "" : ", ") $i
    return out
}

BEGIN {
    print ".\\\" Written by tools/gen_man.awk from schema/; do not edit."
    print ".Dd November 24, 2026"
    print ".Dt GONGZHI-EVENTS 5"
    print ".Os"
    print ".Sh NAME"
    print ".Nm gongzhi-events"
    print ".Nd what can happen in gongzhi, and what can be asked of it"
    print ".Sh DESCRIPTION"
    print "Every fact in the log of"
    print ".Xr gongzhi 1"
    print "is one event of this page; every command of"
    print ".Nm gongzhi Cm do"
    print "is one command of this page."
    print "A published event never changes: a new version stands beside it."
    print ".Pp"
    print "A field is one of five kinds."
    print ".Bl -tag -width choice -compact"
    print ".It text"
    print "UTF-8, its length counted in characters."
    print ".It int"
    print "A whole number."
    print ".It time"
    print "Milliseconds since 1970-01-01 UTC."
    print ".It id"
    print "128 bits, 32 lower-case hexadecimal digits."
    print ".It choice"
    print "One of the words listed."
    print ".El"
    print ".Pp"
    print "A field that is"
    print ".Em personal"
    print "does not stand in the log: the log holds a commitment, the text lies"
    print "sealed under the key of the subject and can be erased."
    print "A field that is"
    print ".Em optional"
    print "may be none."
}

/^#file / {
    end_list()
    module = $2
    print ".Sh " toupper(module)
    shown = ""
    first = 1
    next
}
first && /^# / {
    print roff(substr($0, 3))
    next
}
/^#/ || /^[ ]*$/ { first = 0; next }
{ first = 0; take_doc() }

$1 == "choices" {
    list = ""
    for (i = 3; i <= NF; i++)
        list = list (i == 3 ? "" : ", ") $i
    choices[$2] = list
    next
}
$1 == "event" {
    section("Events")
    print ".Sy " $2 " " $3
    print ".br"
    print roff(doc)
    next
}
$1 == "command" {
    section("Commands")
    print ".Sy " $2
    print ".br"
    print roff(doc)
    next
}
{
    if (!in_fields)
        print ".Bl -tag -width Ds -offset indent -compact"
    in_fields = 1
    about = limits($1)
    print ".It Va " $2 " (" $1 (about == "" ? "" : "; " about) ")"
    print roff(doc)
}

END {
    end_list()
    print ".Sh SEE ALSO"
    print ".Xr gongzhi 1 ,"
    print ".Xr gongzhi-rulebook 5"
}
