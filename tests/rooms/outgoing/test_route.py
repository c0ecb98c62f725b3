from imoit.content.outgoing.views.route import route


STATES = {
    "drafting": "Dự thảo",
    "unit_review": "Chờ lãnh đạo đơn vị",
    "legal": "Thẩm tra",
    "form_check": "Chờ kiểm tra thể thức",
    "published": "Đã phát hành",
    "recalled": "Đã thu hồi",
}


def test_a_state_that_was_added_is_a_station_where_it_lies():
    found = route("legal", False, {}, STATES)

    assert [s.kind for s in found[:4]] == ["is-done", "is-done", "is-now", ""]
    assert found[2].title == "Thẩm tra"


def test_what_comes_after_publication_leaves_all_stations_done():
    found = route("recalled", False, {}, STATES)

    assert {station.kind for station in found} == {"is-done"}
    assert len(found) == 7
