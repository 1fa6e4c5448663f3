"""What people say around a question without asking for anything by it, as data: it changes no number."""

from collections.abc import Sequence

from knowledge.questions.linking.metric_words import crossed

FRAMES: Sequence[str] = (
    *(
        "pls",
        "plz",
        "plse",
        "btw",
        "fyi",
        "asap",
        "ta",
        "cheers",
        "sorry",
        "hm",
        "hmm",
        "um",
        "uh",
        "yo",
        "hiya",
        "lemme",
    ),
    *("gimme", "wanna", "wanna know", "folks", "guys", "mate", "ought", "only", "eventually", "ultimately", "badly"),
    *(
        "remind",
        "curious",
        "roughly",
        "approximately",
        "ballpark",
        "needed",
        "needs",
        "exact",
        "precisely",
        "basically",
    ),
    *crossed("|a|one|just a|just one|another", "quick|short|small", "one|question|q|check|ask"),
    *crossed("many thanks|thanks a lot|thanks a million|thanks in advance|thank you so much|thank you very much|much"),
    *crossed("any|no|have you any|do you have any|you have any", "idea|ideas|clue|clues", "|of|about|on"),
    *crossed("do you|do you happen to|you happen to|would you|happen to|anyone|anybody|does anyone", "know"),
    *crossed("remind", "me|us|everyone", "|again|please"),
    *crossed("out of|just out of", "curiosity|interest"),
    *crossed("just|i am|i'm|i was|am|was", "curious|wondering", "|about|if|whether"),
    *crossed("", "i would|i'd|we would|we'd", "like|love|need|want", "to", "know|see|have|get|hear|understand"),
    *crossed("i|we", "need|want|have|wanted|needed", "to", "know|see|get|have|report|present|share"),
    *crossed("can|could|may|might", "i|we|you", "|please", "get|have|see|know|tell|show|give|check|pull", "|me|us"),
    *crossed("would", "you", "mind", "|telling me|giving me|showing me|checking"),
    *crossed(
        "give|send|get|show|hand|tell", "me|us", "", "|the|some|all the", "numbers|figures|stats|data", "|on|for|of"
    ),
    *crossed("hit me with|run me|dig up|dig out|fetch|grab|let me know|lemme know|let us know|fill me in on"),
    *crossed(
        "", "just|only|the|just the|only the|one|a", "number|numbers|figure|figures|total", "please|pls|only|thanks"
    ),
    *crossed(
        "for|in|into|before|at|during|ahead of",
        "the|my|our|a|this|their|today|tonight|monday|tuesday|wednesday|thursday|friday|my monday|my tuesday"
        "|my wednesday|my thursday|my friday|the monday|the friday|our monday|our friday",
        "board|board deck|deck|slides|slide|slide deck|presentation|board meeting|board pack|qbr|ops review"
        "|weekly review|monthly review|business review|leadership meeting|leadership team|leadership|exec team"
        "|staff meeting|steering committee|steerco|standup|stand up|service review"
        "|review meeting|exec call|ops meeting|town hall|all hands|weekly|meeting",
    ),
    *crossed(
        "my boss|the boss|boss|my manager|our ceo|the ceo|ceo|our cfo|the cfo|cfo|our coo|the coo|our vp|the vp",
        "is asking|was asking|asked|asks|wants to know|wanted to know|wants|wondered|is wondering|keeps asking",
        "|about|for|me",
    ),
    *crossed("i was|i've been|i have been|i got|we were|we got", "asked", "|about|for|how many|how much"),
    *crossed("if", "possible|you can|you could|you don't mind|you do not mind|you have it|you have that"),
    *crossed("when|whenever", "you", "can|get a chance|have a minute|have a moment|have a sec|have time"),
    *crossed(
        "no rush|no hurry|for the record|for context|for my report|for reference|for my notes|by the way|in the end"
    ),
    *crossed("end|ends|ended|ending", "up", "|being|getting"),
    *crossed("did|do|does|by|from|was|has|had|are|is|were|have", "|our|the", "management|managers|bosses"),
    *crossed("as", "a|an|the", "|support|team|customer support|service|operations|ops|new", "manager|lead|director"),
    *crossed("how many", "times"),
    *crossed("how", "badly|heavily|quickly"),
    *crossed("after|once|when|until|till|before", "we|they|it|you", "|have|had|were|was|are|is"),
    *crossed("with", "us"),
    *("nr", "no of", "nr of", "things", "b c"),
    *crossed("two|three|four|a few|several", "numbers|figures|things|questions|quick ones"),
    *crossed("set|stack|pit|hold", "the|our|my"),
    *crossed(
        "staffing|planning|capacity|budget|dumb|silly|stupid|basic|random|simple|honest", "question|questions|one"
    ),
    *crossed("new|i'm new|i am new", "here|to this|to the team|to the job"),
    *crossed("dumb|silly|stupid", "question"),
    *crossed("i", "mean"),
    *crossed("atm|presently|as we speak|as things stand"),
    *crossed("not|no|never", "|individual|single|the", "people|persons|individuals|agents|names|reps|engineers"),
    *crossed(
        "until|till|before",
        "someone|somebody|anyone|anybody|one of us|a human|an agent|a rep|a person|our people|the team|our team"
        "|support",
        "|has|had|finally|first",
    ),
    *crossed("|a|an|the|as a|in a", "cross tab|crosstab|cross tabulation|pivot|pivot table|matrix|heatmap", "|of"),
    *crossed("gotta|lol|tbh|imo|tho|though|thx|ty|tnx|tks|omg|btw|haha"),
    *crossed(
        "where|how", "are we|do we stand", "|doing|standing|at", "on|with|at|in terms of|regarding|when it comes to"
    ),
    *crossed("taken|put|counted", "together"),
    *crossed("until|till|up to|up until", "now"),
    "inclusive",
    *crossed("what is|what's|whats", "the", "story|deal|word", "|with|on|behind"),
    *crossed("in|at|on", "all|the whole|whole"),
    *crossed("put down to|puts down to|blamed on|pinned on|chalked up to|attributed to|ascribed to|explained by"),
)
