"""The language server: what an editor shows of a report while it is being written.

`protocol`, `server`, `answering` and `spoken` speak the protocol. All else here are functions of a text and a
position, in characters, that know nothing of it; `spoken` counts in the client's units.
"""
