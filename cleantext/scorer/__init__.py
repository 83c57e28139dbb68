"""A learned scorer: how likely a line is boilerplate, judged by all that is known of it and of the lines around it.

    Document ──► Lines ──► guards ──► rows of numbers ──► trees ──► verdicts
                (lines)   (guards)   (shape, place,       (model)  (judge)
                                      wording, markup)

Two models, for bare text and for text with marks from HTML, stand beside the code as JSON. `train.py` fits them; nothing
but that script needs numpy or LightGBM.
"""
