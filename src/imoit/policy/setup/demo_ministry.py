"""The people of the demo ministry: all names are invented."""

from imoit.content.directory.operations.people import add_agency
from imoit.content.directory.operations.people import add_person
from imoit.content.directory.operations.people import add_post
from imoit.content.directory.operations.people import add_unit
from imoit.content.directory.operations.posts import give_post
from typing import Any


PASSWORD = "imoit-demo"  # noqa: S105 - the demo's, refused everywhere else

UNITS = (
    ("ldb", "Lãnh đạo Bộ", "LĐB", "leaders"),
    ("vp", "Văn phòng Bộ", "VP", "office"),
    ("tttn", "Cục Quản lý và Phát triển thị trường trong nước", "TTTN", "authority"),
    ("xnk", "Cục Xuất nhập khẩu", "XNK", "authority"),
    ("tmdt", "Cục Thương mại điện tử và Kinh tế số", "TMĐT", "authority"),
    ("khtc", "Vụ Kế hoạch, Tài chính và Quản lý doanh nghiệp", "KHTC", "department"),
    ("pc", "Vụ Pháp chế", "PC", "department"),
    ("cn", "Cục Công nghiệp", "CN", "authority"),
    ("hc", "Cục Hóa chất", "HC", "authority"),
)

# login, name, post, title of the post, whom the post serves
PEOPLE = (
    ("botruong", "Nguyễn Hữu Đạt", "ldb-minister-1", "Bộ trưởng", ""),
    ("thutruong1", "Lê Thị Thanh Vân", "ldb-deputy_minister-1", "Thứ trưởng", ""),
    (
        "thuky1",
        "Phạm Ngọc Hà",
        "ldb-secretary-1",
        "Thư ký Thứ trưởng",
        "ldb-deputy_minister-1",
    ),
    (
        "thuky.botruong",
        "Đào Minh Châu",
        "ldb-secretary-2",
        "Thư ký Bộ trưởng",
        "ldb-minister-1",
    ),
    (
        "chanhvp",
        "Phạm Quốc Khánh",
        "vp-office_head-1",
        "Chánh Văn phòng – Văn phòng Bộ",
        "",
    ),
    (
        "vanthu.bo",
        "Trần Thị Mai Hương",
        "vp-ministry_registry-1",
        "Văn thư Bộ – Văn phòng Bộ",
        "",
    ),
    ("luutru", "Vũ Thị Hạnh", "vp-archivist-1", "Lưu trữ – Văn phòng Bộ", ""),
    ("quantri", "Đỗ Trung Kiên", "vp-site_manager-1", "Quản trị hệ thống", ""),
    ("kiemtra", "Hoàng Minh Ngọc", "vp-auditor-1", "Kiểm tra", ""),
    (
        "truong.vp",
        "Ngô Thị Lan",
        "vp-deputy_head-1",
        "Phó Chánh Văn phòng – Văn phòng Bộ",
        "",
    ),
    (
        "vanthu.vp",
        "Đinh Thu Trang",
        "vp-registry-1",
        "Văn thư đơn vị – Văn phòng Bộ",
        "",
    ),
    ("cv.vp", "Lý Hoàng Nam", "vp-officer-1", "Chuyên viên – Văn phòng Bộ", ""),
)

# unit, title of its head, names of head, registry, officer
STAFF = (
    ("tttn", "Cục trưởng", "Bùi Đức Long", "Nguyễn Thị Ánh", "Đặng Thùy Linh"),
    ("xnk", "Cục trưởng", "Trịnh Văn Quyết Tâm", "Lê Mỹ Duyên", "Phan Tuấn Kiệt"),
    ("tmdt", "Cục trưởng", "Cao Thị Bích Ngọc", "Mai Thanh Thủy", "Võ Gia Huy"),
    ("khtc", "Vụ trưởng", "Tạ Quang Vinh", "Hồ Thị Ngân", "Dương Khánh Ly"),
    ("pc", "Vụ trưởng", "Cao Minh Tuấn", "Kiều Thị Ửng", "Nghiêm Xuân Bách"),
    ("cn", "Cục trưởng", "Lương Đình Phúc", "Tô Thị Hiền", "Chu Việt Anh"),
    ("hc", "Cục trưởng", "Vương Thị Nguyệt", "Quách Thu Hằng", "Đoàn Mạnh Cường"),
)

AGENCIES = (
    ("000.00.00.G22", "Văn phòng Chính phủ", "G22"),
    ("000.00.00.G01", "Bộ Công an", "G01"),
    ("000.00.00.G06", "Bộ Khoa học và Công nghệ", "G06"),
    ("000.00.00.G08", "Bộ Ngoại giao", "G08"),
    ("000.00.00.G09", "Bộ Nội vụ", "G09"),
    ("000.00.00.G12", "Bộ Tài chính", "G12"),
    ("000.00.00.G15", "Bộ Tư pháp", "G15"),
    ("000.00.00.G16", "Bộ Văn hóa, Thể thao và Du lịch", "G16"),
    ("000.00.00.G17", "Bộ Xây dựng", "G17"),
    ("000.00.00.G18", "Bộ Y tế", "G18"),
    ("000.00.00.G19", "Ngân hàng Nhà nước Việt Nam", "G19"),
    ("000.00.15.H51", "Sở Công Thương tỉnh Quảng Trị"),
    ("000.00.15.H26", "Sở Công Thương thành phố Hà Nội"),
    ("000.00.15.H29", "Sở Công Thương Thành phố Hồ Chí Minh"),
    ("0100100079", "Tập đoàn Điện lực Việt Nam"),
    ("0100681592", "Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam"),
    ("0100107370", "Tập đoàn Xăng dầu Việt Nam"),
)

_REGISTRY = "Văn thư đơn vị"
_OFFICER = "Chuyên viên"


def load_people(portal: Any) -> None:
    """Fill the directory; what is there already stays as it is."""
    for unit, title, symbol, kind in UNITS:
        add_unit(unit, title, symbol, kind)
    for organ_id, name, *aliases in AGENCIES:
        add_agency(organ_id, name, tuple(aliases))
    for login, name, post, title, serves in (*PEOPLE, *_staff()):
        add_person(login, name, PASSWORD)
        if not add_post(post, title, serves).holder:
            give_post(post, login, by="-")


def _staff() -> list[tuple[str, str, str, str, str]]:
    titles = {unit: f" – {title}" for unit, title, *_rest in UNITS}
    rows = []
    for unit, head, name, registry, officer in STAFF:
        of = titles[unit]
        rows += [
            (f"truong.{unit}", name, f"{unit}-head-1", head + of, ""),
            (f"vanthu.{unit}", registry, f"{unit}-registry-1", _REGISTRY + of, ""),
            (f"cv.{unit}", officer, f"{unit}-officer-1", _OFFICER + of, ""),
        ]
    more = (
        ("cv2.tttn", "Phùng Bảo Châu", "tttn"),
        ("kiemnhiem", "La Văn Hòa", "pc"),
        ("kiemnhiem", "La Văn Hòa", "hc"),
    )
    rows += [
        (login, name, f"{unit}-officer-2", _OFFICER + titles[unit], "")
        for login, name, unit in more
    ]
    return rows
