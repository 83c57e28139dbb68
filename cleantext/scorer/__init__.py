"""A learned scorer: the probability that a line is boilerplate, by all facts about it and the lines around it.

    Document ──► Lines ──► guards ──► rows of numbers ──► trees ──► lines that go
                (lines)   (guards)   (shape, place,       (model)  (judge)
                                      wording, markup)

A model stands beside the code as JSON. `cleantext/training` fits it; nothing but that needs numpy or LightGBM.
"""
