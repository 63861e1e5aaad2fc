"""The file formats in which a learner's answers leave the program and come back.

They need nothing of the history but `core.records`, and only the verbs beside them use them.
"""
