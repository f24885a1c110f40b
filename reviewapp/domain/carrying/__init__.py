"""Carry the threads of one version to the next: from the place in the old text to the place in the new one.

How: both versions are cut into sentences and words of visible text (`edition`). Sentences are weighed by
their rare words (`likeness`) and aligned, from what is plain to what is not (`alignment` tells the steps):
what kept its order (`ordering`: a chain of greatest gain by `chaining`), what moved (`ordering`, `doubles`),
what was split or merged (`regrouping`), what was rewritten between the same neighbours (`rewriting`);
from them follows what became of each section (`sections` by its title, `successors` by its text). Only
then the words of a passage are sought in what its sentences became (`wording`, `stretches`), and it is judged
whether the passage lives, was cut out of its sentence, or went with it (`passages`). `carrier` makes places
of that: certain ones, proposals, or the honest answer that a passage was removed.
"""
