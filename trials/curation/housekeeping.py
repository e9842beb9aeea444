"""What lapses by itself at the desk: old holds, forms and sheets that nobody went on with."""

from datetime import timedelta

from django.utils import timezone

from ..models import Hold, SentForm, SheetUpload, TypedForm

HOLD_IS_KEPT = timedelta(days=1)
TYPED_FORM_IS_KEPT = timedelta(days=30)
SENT_FORM_IS_KEPT = timedelta(days=2)
SHEET_IS_KEPT = timedelta(days=30)


def lapse_holds() -> int:
    """Remove holds that lapsed a day ago or earlier; how many."""
    return Hold.objects.filter(since__lt=timezone.now() - HOLD_IS_KEPT).delete()[0]


def forget_typed_forms() -> int:
    """Remove what was typed and not saved for thirty days; how many forms."""
    return TypedForm.objects.filter(typed_at__lt=timezone.now() - TYPED_FORM_IS_KEPT).delete()[0]


def forget_sent_forms() -> int:
    """Remove the memory of forms that were sent two days ago or earlier; how many."""
    return SentForm.objects.filter(sent_at__lt=timezone.now() - SENT_FORM_IS_KEPT).delete()[0]


def forget_sheets() -> int:
    """Remove sheets that were sent in and not taken in for thirty days; how many."""
    abandoned = SheetUpload.objects.abandoned(timezone.now() - SHEET_IS_KEPT)
    return abandoned.delete()[1].get(SheetUpload._meta.label, 0)
