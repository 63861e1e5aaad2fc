"""All data of one learner: exported, imported, erased."""
