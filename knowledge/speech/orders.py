"""What an order to a program looks like: a row of groups of words, some turns of phrase, and marks that programs know.

None of it may match what customers and support staff write to each other: a customer says "please respond within
five days", and nobody of them says "respond only with the word yes".
"""

import re

from knowledge.speech.words import row_of, row_pattern

_ROWS = (
    # what was said before is not to count
    r"<ignore>~5<earlier>~3[<rules><prompt>]",
    r"<ignore>~4[<rules><prompt>]~4[<earlier><given>]",
    r"<ignore>~2[<all><your><dein>]{1,2}.?.?[<rules><prompt>]",
    r"<ignore>~2[<your><dein>]<unknown>?<task>",
    r"<ignore>,?~2<all>[^<end><mail>]{0,5}[<earlier><given>](?!.?<mail>)",
    r"^<unknown>?<not><follow>~3[<rules><prompt>]",
    r"[<earlier><your><dein><all>]~2[<rules><prompt>]~4<void>",
    r"(?:[<your><dein>]|<hidden>)[<earlier><hidden>]?<unknown>?<prompt>",
    r"<new>[<rules><prompt>][:<say><begin>]",
    r"<not><say>~2<rules>",
    r"<must>~4<earlier>~2<rules>~2<ignore>",
    r"<you_are><not><rules>",
    r"^<ignore><unknown>[<rules><hidden>](?!.?<not>)|<ignore><unknown><rules>(?=<end>|$)",
    r"<ignore><unknown>?<earlier>(?=[<end>,]|$|.[<say><sag>])",
    r"<rules><earlier>~2<void>",
    r"<ignore>.?<all>?.?<other><case>",
    r"<not><summarise>|<not><dein><rules>",
    r"<new><task>:",
    r"<given><new>[<rules><prompt>]",
    r"[<your><dein>]<new><task>",
    # who speaks, and who listens
    r"<you_are>~4[<ai><persona>]",
    r"<you_are>~3<bot>~1<not>",
    r"<as_ai>",
    r'(?:^|[,:"])<pretend>|<you><unknown><pretend>',
    r"<if_you_are>~4[<ai><bot>]",
    r"^~2<hello>~3<ai>",
    r"^~3<to>[<unknown><all><your>]{0,2}[<ai><bot>]{1,2}[:,]",
    r'^<unknown>?<hello>?[<unknown><all><your><dein>]?[<ai><bot>]{1,2}[:,]"?'
    r"(?:[<unknown><only>]?[<say><ignore><reveal><pretend><follow><sag>]|<answer>)",
    r"^[<ai><bot>]<rules>:",
    r"[<ai><bot>],(?:<answer>|[<say><ignore><sag>]<unknown>)",
    r"^<all>[<ai><bot>]",
    r"^<ai>,",
    r"<you><summarise>",
    r"^[<unknown><all>]?<ai><unknown>?<must>",
    r"<ai>~2<reads>",
    r"^~4<summarise>~3[<summary><reply><output><case><answer>]~4[<say><sag><must><reveal><not>]",
    # what the answer has to be
    r"[<your><dein>]<summary>",
    r"[<your><dein>]<output>~6[<say><sag><must><reveal><not><only>]",
    r"[<say><sag><reveal>]~8[<your><dein>]<output>",
    r"^~3[<say><sag>]~8.<summary>",
    r"<summary>~4<must>~2[<say><sag><begin>]",
    r"<all>[<unknown><your><dein>]{0,2}[<reply><answer><summary>]~4[<must><say><sag><begin>]",
    r"<begin>~2[<your><dein><all>].{0,2}[<reply><answer><summary><output>]",
    r"^<say>.{0,2}[<your><dein>][<reply><answer>]",
    r"<sag>~3[<reply><summary>]",
    r"<summary>~1<sag>",
    r"<output><your>|<output>~2<word>",
    r"[<your><dein>][<reply><answer>]~4<word>",
    r"<unknown><all>[<reply><answer><summary><output>],",
    r"[<say><sag><begin><reveal><answer>]~8<ping>",
    r"[<link><ping>]~12[<your><dein><all>][<reply><answer><summary><output>]",
    r"[<your><dein>][<reply><answer><summary><output>]~8[<link><ping><only>]",
    r"<all>~1<case>~6[<your><dein>][<reply><answer><summary><output>]",
    r'<answer><with>(?:["<only><number>]|.{0,2}<word>)',
    r"<answer>~3[<format><manner>]",
    r"^<answer>~4[<with><only>]",
    r"<not><answer>.?<with>",
    r"[<say><sag><answer><output>].?<only>~2<word>",
    r"<from_now_on>,?<unknown>?[<answer><you_are><sag><say><your><dein>]|"
    r"<from_now_on>,?<you><must>?[<only><answer><say><sag><ignore>]|"
    r"<from_now_on>,?<all>?[<your><dein>]?.?[<reply><answer>]",
    r"[<answer><say><follow>]~3<from_now_on>",
    # what it has to give away, and to claim
    r"[<reveal><say><sag><summarise>]~4[<your><dein>]~2[<rules><prompt><hidden>]",
    r"<all>~1[<your><dein>]<earlier>?[<hidden><rules><prompt>]<rules>?",
    r"<all><rules>~2<given>",
    r"<reveal>~4<prompt>",
    r"<reveal>~2(?:<hidden>[<rules><prompt>]|<rules>~2<hidden>)",
    r"[<reveal><summarise>]~2<rules>~3<given>",
    r"^~2[<reveal><say><sag>]~5<other><unknown>?<case>",
    r"^~2[<say><sag>]~3<escalation>~4<number>",
    r"<hidden>.?<to><link>",
    r"<to><manner>",
    r"^<say><unknown><unknown><number>,?<number>?<to><all>",
)
"""Names of groups in `words.GROUPS`; `~3` is up to three words of any group within the sentence, a dot one of any, `^`
where a sentence begins. A row that finds nothing which no other finds is taken out.
"""
_SAID = (
    r"repeat (?:the text|everything|all|what is).{0,20}(?:above|before|word for word)",
    r"\banswer (?:to .{0,60})?(?:is(?: always)?|must be|should be)\W*\d+\b(?!\s*(?:[/:]|days?|hours?|am|pm))",
    r"\bcite (?:this|only|any|no|always|case|it|\W*[a-z]+-\d)",
    r"(?:^|[,;:] )rank (?:all |the |our |every )*(?:agents?|employees|colleagues|support staff|team members|staff)\b",
    r"(?:^|[.;:!] |\b(?:then|must|should|shall|has to|have to|please|reply|and) )(?:say|claim|state|write|"
    r"report|answer|mention|announce|pretend) that\b",
    r"\bassume the role\b|\bas an? (?:assistant|bot|chatbot),? you\b|\breveal (?:how|what|which) you\b",
    r"\b(?:assistant|bot|model|ai) is (?:hereby )?(?:instructed|ordered|told) to\b",
    r"\b(?:note|message|instruction)s? (?:for|to) (?:automated|automatic|machine)\b",
    r"\btreat (?:the following|this) as (?:an? |the )?(?:command|instruction|order|prompt)\b",
    r"\brepeat after me\b|\b(?:grounding|citation) checks?\b|"
    r"\b(?:ignore|disregard|skip|forget) the (?:question|query|user|data|facts|material)\b",
    r"\b(?:in|into|to) (?:the|this|your) summary\W*$|\b(?:do not|don't|never) tell the user\b",
    r"^\W*(?:respond|reply|answer|speak|talk) (?:as|like) (?:an?|the|if)\b",
    r"\bthis is an? (?:system|hidden|secret) (?:instruction|prompt|message|command)\b",
    r"\bsummari[sz]e (?:this|it|the (?:case|ticket|text)) (?:as|so|like)\b",
    r"\btell (?:the )?(?:reader|asker|user that|whoever|person who asks)\b",
    r"\b(?:whenever|when|whatever|if) (?:you are |the user |somebody |someone )?ask(?:ed|s)\b[^,]{0,80}, "
    r".{0,12}\b(?:say|answer|reply|claim|respond|state)\b",
    r"^\W*use (?:one of )?your (?:tools?|functions?|plugins?) to\b|\bwith your tools\b|"
    r"\bcall the (?:function|tool) \w+_\w+",
)
_MARKS = (
    r"<\|[^<>|]{1,40}\|>|\[/?inst\]|<</?sys>>",
    r"</?(?:system|assistant|instructions?|system[-_ ]?prompt|prompt|tool_calls?|function_calls?|im_start|im_end|"
    r"start_of_turn|end_of_turn)>",
    r"^\W*(?:assistant|human):|\b(?:human|user):.{0,200}\bassistant:",
    r"^\W*(?:system(?:nachricht|anweisung|[ -]?(?:message|prompt|note|instruction))|tool_?(?:result|call)s?)\W*:|"
    r"^\W*(?:\w+ )?override\W*:|^\W*system override",
    r"^\W*system\W*[:\])]\W*(?:you|the (?:user|ai|assistant)|ignore|answer|reply|say|override|always|never)\b",
    r"\[system\]\W*the \w+ (?:ratio|number)|\[system\]\W*(?:the user|you)\b",
    r"#{2,}\W*(?:new )?(?:instruction|system|human|assistant|override)s?\W*(?:$|:)",
    r"\b(?:begin|start|end) (?:of )?(?:the )?"
    r"(?:system (?:prompt|message)|user (?:input|message|prompt)|untrusted|case text)",
    r"[\"']role[\"']\s*:\s*[\"'](?:system|assistant|user|tool|developer)[\"']|[\"'](?:tool_calls?|function_call)[\"']\s*:",
    r"^\W*(?:json\W*)?\{\s*[\"'](?:intent|answer|status|summary|headline|plan|metric|understood|sentences|reply|response)"
    r"[\"']\s*:",
    r"\b(?:god|dan|sudo|unrestricted) mode\b|\bsimulate an? (?:linux )?terminal\b|\bjail ?break|\bprompt injection\b",
    r"\bignore(?:all|any|the|your|my|of)*(?:previous|prior|above|earlier)*(?:instructions?|prompts?)",
)
_START, _GAP = re.compile(r"(?<!\[)\^"), re.compile(r"~(\d+)")
_IN_ROWS = re.compile("|".join(_GAP.sub(r"[^;]{0,\1}", _START.sub("(?:^|;)", row_pattern(row))) for row in _ROWS))
_IN_WORDS = [re.compile(_START.sub("(?:^|[.!?] )", words)) for words in (*_SAID, *_MARKS)]


def is_order(plain: str) -> bool:
    """Whether `plain`, which comes from `letters.plainest`, tells a program what to do."""
    return _IN_ROWS.search(row_of(plain)) is not None or any(words.search(plain) for words in _IN_WORDS)
