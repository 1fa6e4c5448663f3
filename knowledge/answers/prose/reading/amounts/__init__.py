"""Quantities in digits and in words: counts, shares, durations, money, multiples, ordinals.

Questions have a reading of their own, of the few numbers that people ask with, in English and with typing errors. Here
every number has to be seen for what it is, in six languages, so that none passes unread.
"""
