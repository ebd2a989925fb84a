"""One string for each way in which the words of a field may break an output, by what they try."""

HOSTILE = {
    "an element": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "the end of a title": "</title><script>alert(1)</script>",
    "the end of a script": "</script><!--<script>alert(1)",
    "double quotes": 'dit "oui" onmouseover="alert(1)',
    "single quotes": "dit 'oui' onmouseover='alert(1)",
    "both quotes": "\"' onmouseover=alert(1) x='\"",
    "quotes in an address": "a'/onmouseover='alert(1)'/&quot;&lt;b&gt;='\"",
    "entities": "&lt;b&gt; &amp; &quot; &#60; &copy &",
    "the end of CDATA": "a]]>b <![CDATA[c]]>",
    "an HTML comment": "a --> b <!-- c --!> d",
    "a template": "{{ site }} {% raw %} {# a #} %s {0} ${a}",
    "breaks of JSON": 'a\\u003c \\" \\n \u2028b\u2029c',
    "direction": "a\u202eb\u2066c\u200fd",
    "no characters": "a\ufffeb\ufdd0c\U0001ffffd",
    "a header": "a\x85Bcc: b@c.fr %0d%0aCc: d",
    "controls": "a\x1b[31mb\x07c\x01d\x9be",
}
