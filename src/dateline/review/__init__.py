"""Audits and agreement: judgements laid over the record."""
