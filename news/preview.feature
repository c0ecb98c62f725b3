Texts in DOCX and ODT are drawn as PDF by LibreOffice in a job after the commit and read on
the page of the draft, with progress; the same bytes are drawn once. Without LibreOffice a
sentence names the command that installs it. `GET` and `POST <file>/@preview`.
