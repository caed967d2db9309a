"""Disclosure control: no count of persons under five is printed, nor follows from what is printed.

:mod:`~sto_eval.disclosure.statements` says in linear terms what a reader is told,
:mod:`~sto_eval.disclosure.audit` finds what follows from it, :mod:`~sto_eval.disclosure.suppression` hides
what must not follow, and :mod:`~sto_eval.disclosure.tables` goes from tables of counts to texts.
Source of the method: A. Hundepool et al., Statistical Disclosure Control (Wiley 2012), chapters 4 (cell
suppression, feasibility intervals, linked tables) and 5 (tables of frequencies); for statements of any
linear form, M. Fischetti and J.J. Salazar-González, JASA 95 (2000) 916-928.
"""
