"""The words that ask for another kind of answer than a number, as data."""

from collections.abc import Mapping, Sequence

from knowledge.questions.plan import Intent

SPEED_COMPARED: Sequence[str] = tuple(
    f"{slower}{than}"
    for slower in ("slower", "faster", "quicker", "longer", "shorter", "sooner", "more slowly", "more quickly")
    for than in ("", " than", " than in", " than the", " than for")
)
"""Words of a comparison that ask about a duration at the same time."""

VOLUME_COMPARED: Sequence[str] = tuple(
    f"{busier}{than}" for busier in ("busier", "quieter", "calmer") for than in ("", " than", " than in", " than the")
)
"""Words of a comparison that ask how many cases there are at the same time."""

_RISES = (
    *("increase", "rise", "drop", "decrease", "change", "spike", "jump", "growth", "decline", "fall", "surge"),
    *("movement", "swing", "uptick", "upturn", "downturn", "dip", "slump", "hike", "improvement", "deterioration"),
)

INTENT_WORDS: Mapping[Intent, Sequence[str]] = {
    Intent.COMPARE: (
        *("compare", "compares", "compared", "comparing", "comparison", "comparison of", "comparison between"),
        *("compared with", "compared to", "compared against", "in comparison with", "in comparison to", "vs", "versus"),
        *("v", "against", "relative to", "than", "than in", "than the", "than for", "than on", "than during"),
        *(
            "than before",
            "difference between",
            "differences between",
            "difference",
            "differ",
            "differs",
            *("different from", "different than", "different to"),
            "side by side",
        ),
        *(
            f"{up} {than}"
            for up in ("up or down", "down or up", "higher or lower", "lower or higher", "up", "down")
            for than in ("on", "vs", "versus", "against", "compared to", "compared with", "from", "than", "than in")
        ),
        *("better or worse than", "worse or better than", "more or less than", "more or fewer than", "up or down over"),
        *("change from", "changed from", "up from", "down from", "up on", "down on", "compare with", "compare to"),
        *(
            f"{more}{than}"
            for more in ("worse", "better", "higher", "lower", "more", "fewer", "less", "greater")
            for than in ("", " than", " than in", " than the", " than for", " than on", " than during")
        ),
        *(
            f"{more} {often}{than}"
            for more in ("more", "less")
            for often in ("often", "frequently", "frequent")
            for than in ("", " than", " than in")
        ),
    ),
    Intent.WHY: (
        *("why", "why is", "why are", "why did", "why do", "why does", "how come", "for what reason"),
        *("drive", "drives", "driver", "drivers", "driving", "driven", "drove", "main drivers", "biggest drivers"),
        *("cause", "causes", "caused", "causing", "root cause", "root causes", "behind", "responsible for"),
        *("reason behind", "reasons behind", "what explains", "explain why"),
        *(f"{reason} for the {rise}" for reason in ("reason", "reasons") for rise in _RISES),
        *("contributed", "contribute", "contributes", "contributing", "contributor", "contribution", "contributions"),
        *("explains", "explanation", "what contributed to", "contributed to", "contribute to"),
        *("contributing to", "contributes to", "contributors", "due to what", "led to", "leads to", "what made"),
        *(f"{breaking} the {rise}" for breaking in ("break down", "breakdown of", "explain") for rise in _RISES),
        *(f"where {does} the {rise}" for does in ("does", "did", "is") for rise in _RISES),
        *(
            f"{what}{to}"
            for what in ("what happened", "what is up", "what's up", "whats up", "what went wrong", "what was up")
            for to in (" to", " with", " to our", " with our", " to the", " with the")
            if to != " to" or "up" not in what
        ),
        *("to blame", "fuelling", "fueling", "what makes", "how is it that", "what lies behind", "what sits behind"),
        *(
            f"{what}{pushes}"
            for what in ("what is ", "what's ", "whats ", "what was ", "what ", "what has been ")
            for pushes in (
                *("pushing", "pushed", "pushes", "pulling", "pulled", "dragging", "dragged", "lifting", "lifted"),
                *("moved", "moving", "hurt", "hit", "weighed on", "weighing on", "tanked", "inflated", "bumped"),
            )
        ),
    ),
    Intent.FINDINGS: (
        *("finding", "findings", "hot spot", "hot spots", "hotspot", "hotspots", "anomaly", "anomalies"),
        *("stands out", "stand out", "standing out", "stood out", "insight", "insights", "unusual", "detectors"),
        *("odd", "strange", "weird", "suspicious", "abnormal", "remarkable", "notable", "noteworthy", "outlier"),
        *("outliers", "surprises", "surprising", "out of the ordinary", "worth knowing", "worth looking at"),
        *(
            "interesting",
            "should i know",
            *("i should know", "we should know", "how is it going", "how are things", "what is new", "what's new"),
            *("how are we doing", "how's it going", "hows it going", "do i need to know", "i need to know about"),
            "should we know",
            "should i worry",
            "should we worry",
            "worry about",
            "worried about",
        ),
        *("should i look at", "should we look at", "red flag", "red flags", "trouble spot", "trouble spots"),
        *(
            f"{biggest} {problems}"
            for biggest in ("biggest", "top", "main", "worst", "largest")
            for problems in ("problem", "problems", "issues", "pain points", "concerns")
        ),
        *(
            f"{where} {should} {we} {look} {first}".strip()
            for where in ("where", "what")
            for should in ("should", "do", "must", "shall", "would")
            for we in ("i", "we", "you")
            for look in ("look", "start", "dig", "look at", "look into", "tackle", "fix", "start looking")
            for first in ("first", "now", "today", "")
            if first or (where, look) in (("where", "start"), ("where", "look"))
        ),
        *("where does it burn", "where does it hurt", "fires", "fires to put out", "blowing up right now"),
        *("fix first", "we fix first", "focus on", "pain point", "pain points"),
        *("problem area", "problem areas", "weak spot", "weak spots", "alarming", "worrying", "deserves attention"),
        *(f"{be}{worried}" for be in ("be ", "to be ", "") for worried in ("worried about", "concerned about")),
        *("keep an eye on", "on fire", "burning", "headache", "headaches", "jumps out", "jump out"),
        *("worry us", "worries", "sticks out", "stick out", "heads up", "looks off", "look off", "hurts most"),
        *("needs attention", "need attention", "needs my attention", "wrong with", "going wrong", "goes wrong"),
        *("what is going on", "what's going on", "what is happening", "what's happening", "struggling", "hurting"),
    ),
    Intent.EFFECT: ("effect", "effects", "effect of", "impact of", "impact", "intervention", "interventions"),
    Intent.HELP: (
        "what can you do",
        "what can i ask",
        "what can i ask you",
        "what can you tell me",
        "how do you work",
        "how does this work",
        "who are you",
        "what are you",
        "how can you help",
        "what do you know",
        *(
            f"{what}{things} {can} {who} {ask}"
            for what in ("what", "what kind of", "what sort of", "what kinds of", "what sorts of", "which", "what else")
            for things in ("", " things", " questions", " stuff", " question")
            for can in ("can", "could", "may", "should")
            for who in ("i", "we", "one")
            for ask in (
                *("ask", "ask you", "ask you about", "ask about", "ask for", "bring", "bring to you", "bring you"),
                *("put to you", "throw at you", "pose", "send you", "use you for"),
            )
        ),
        *("which questions do you answer", "what questions do you answer", "what questions can you answer"),
        *("what kind of questions can you answer", "what can you answer", "what are you good for", "example questions"),
        *("what do you do", "how do i use you", "how do i use this", "show me examples", "give me some examples"),
        "help",
        "help me",
        "metrics",
        "which metrics",
        "what metrics",
    ),
}
