"""The language server: what an editor shows of a report while it is being written.

`server` speaks the protocol. All else here are functions of a text and a position, in characters, that
know nothing of it; the server alone counts in the client's units.
"""
