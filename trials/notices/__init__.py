"""Notices: pulled from the review events when they are asked for, each with why it came; nothing is kept of one."""

from .mailing import Outcome, person_of_token, send, token_of
from .pulled import Notice, notices_of, unread_of

__all__ = ["Notice", "Outcome", "notices_of", "person_of_token", "send", "token_of", "unread_of"]
