def test_programs_read_the_days_off_of_a_year(ministry):
    found = ministry.as_("cv.tttn").get("/@working-calendar?year=2026")

    days = {day["date"]: day["own"] for day in found["holidays"]}
    assert days["2026-09-02"] is False
    assert 240 < found["working_days"] < 262


def test_a_year_nobody_knows_is_refused(ministry):
    person = ministry.as_("cv.tttn")

    assert person.status("GET", "/@working-calendar?year=1945") == 422


def test_strangers_read_no_calendar(ministry):
    stranger = ministry.as_("nobody")

    assert stranger.status("GET", "/@working-calendar") == 401
