def test_nothing(db):
    from tongban.handling.cases.models import Case

    assert Case.objects.count() == 0
