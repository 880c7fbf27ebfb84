"""A folder with one file of each format, by the tools that write them.

These are trafilatura, warcio, python-docx, pyarrow, zstandard, and Python's own for mails, tables and archives.

    python -m tests.ingest.one_of_each FOLDER

One article, with its address, stands in it as a page that a browser saved and in nine other files; each file beside
them has articles of its own.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import mailbox
import quopri
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from email.encoders import encode_base64
from email.header import Header
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from pathlib import Path
from typing import Any

_DOCTYPE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_HOST = "https://www.deich-kurier.example"


@dataclass(frozen=True, slots=True)
class Story:
    """An article of our own; no two towns have the same."""

    town: str
    mayor: str
    thing: str
    why: str

    @property
    def headline(self) -> str:
        return f"{self.thing} in {self.town} bleibt geschlossen"

    @property
    def lead(self) -> str:
        return f"Nach dem Hochwasser ist {self.thing} in {self.town} auf Monate nicht zu betreten. {self.why}."

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return (
            f"{self.town}. „Wir haben uns das anders gewünscht“, sagte Bürgermeisterin {self.mayor} am Montag vor dem "
            f"Gemeinderat von {self.town}. Die Arbeiten würden sich bis in den Herbst ziehen, sagte sie weiter.",
            f"Nach Angaben des Landkreises ist das Fundament unterspült. {self.why}, teilte ein Sprecher mit. Wer "
            "dafür bezahlt, ist offen: Das Land hat noch nichts zugesagt.",
            f"Der Verein der Freunde von {self.town} will bis zum Sommer Spenden sammeln. „Jeder Euro hilft“, sagte "
            f"die Vorsitzende Wiebke Hansen. {self.mayor} versprach, die Stadt werde jeden Betrag verdoppeln.",
        )

    @property
    def url(self) -> str:
        return f"{_HOST}/lokales/{self.town.lower()}-bleibt-geschlossen-{len(self.town)}.html"

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)

    @property
    def html(self) -> str:
        return "".join(f"<p>{one}</p>" for one in self.paragraphs)


SHARED = Story("Halmersiel", "Petra Krahl", "Das Freibad", "Der Boden unter dem Becken gibt nach")
_WHYS = ("Die Pumpen stehen still", "Im Keller steht Wasser", "Die Statik muss geprüft werden", "Es fehlt an Strom")
_THINGS = ("Die Turnhalle", "Das Museum", "Die Bücherei", "Das Theater", "Die Markthalle", "Das Rathaus")
_NAMES = ("Anke", "Birte", "Carla", "Dörte", "Elke", "Frauke", "Gesa", "Heike", "Inga", "Jutta")


def story(town: str) -> Story:
    """The article of a town, always the same."""
    at = sum(map(ord, town))
    return Story(town, f"{_NAMES[at % 10]} {town[:4]}mann", _THINGS[at % 6], _WHYS[at % 4])


def page(one: Story, language: str = "de") -> str:
    """A news page, with what stands around an article."""
    known = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": one.headline,
        "datePublished": "2025-03-04T06:30:00+01:00",
        "author": {"@type": "Person", "name": "Birte Eggers"},
        "publisher": {"@type": "Organization", "name": "Deich-Kurier"},
    }
    menu = "".join(f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("Politik", "Sport", "Lokales"))
    return (
        f"<!DOCTYPE html>\n<html lang='{language}'><head><meta charset='utf-8'>"
        f"<title>{one.headline} | Deich-Kurier</title><link rel='canonical' href='{one.url}'>"
        f"<meta property='og:url' content='{one.url}'><meta property='og:site_name' content='Deich-Kurier'>"
        f"<meta name='description' content='{one.lead}'>"
        f"<script type='application/ld+json'>{json.dumps(known)}</script></head>"
        f"<body><nav><ul>{menu}</ul></nav><main><article><h1>{one.headline}</h1>"
        f"<p class='article__lead'>{one.lead}</p><p class='article__byline'>Von Birte Eggers</p>{one.html}"
        "</article></main><footer><p>Impressum</p><p>Datenschutz</p></footer></body></html>\n"
    )


def row(one: Story) -> dict[str, Any]:
    """The article as news-please and newspaper4k name its parts."""
    return {
        "title": one.headline,
        "description": one.lead,
        "maintext": one.text,
        "url": one.url,
        "date_publish": "2025-03-04 06:30:00",
        "authors": ["Birte Eggers"],
        "source_domain": "deich-kurier.example",
        "language": "de",
    }


def write_all(folder: Path) -> None:
    """Write every file into ``folder``, which is made."""
    for write in (_pages, _extracted, _tables, _feeds, _crawl, _agencies, _written, _sent, _packed, _of_nobody):
        write(folder)


def _put(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def _pages(folder: Path) -> None:
    """A page as a browser saves it, with a folder for what belongs to it."""
    _put(folder / "gespeichert" / "freibad.html", page(SHARED))
    beside = folder / "gespeichert" / "freibad_files"
    _put(beside / "app.js", "console.log(1)\n")
    _put(beside / "app.css", "p { margin: 0 }\n")
    _put(beside / "bild.png", b"\x89PNG\r\n\x1a\n")
    _put(beside / "saved_resource.html", "<!DOCTYPE html><html><head></head><body></body></html>")
    _put(beside / "manifest.json", '{"name": "Deich-Kurier", "display": "standalone"}')
    _put(folder / "gespeichert" / "freibad.mhtml", single_file(SHARED, SHARED.url + "?utm_source=mail"))
    _put(folder / "gespeichert" / "halle.mht", single_file(story("Wremersiel"), story("Wremersiel").url))


def single_file(one: Story, url: str) -> bytes:
    """A page and its picture as Chromium saves them in one file."""
    whole = MIMEMultipart("related", boundary="----MultipartBoundary--qL3x----", type="text/html")
    whole["From"], whole["Date"] = "<Saved by Blink>", "Wed, 5 Mar 2025 08:15:00 +0100"
    whole["Snapshot-Content-Location"], whole["Subject"] = url, str(Header(one.headline, "utf-8"))
    text, picture = MIMENonMultipart("text", "html"), MIMENonMultipart("image", "png")
    text["Content-Location"] = url
    text["Content-Transfer-Encoding"] = "quoted-printable"
    text.set_payload(quopri.encodestring(page(one).encode()).decode())
    picture.set_payload(b"\x89PNG\r\n\x1a\n")
    encode_base64(picture)
    for part in (text, picture):
        whole.attach(part)
    return whole.as_bytes(policy=whole.policy.clone(linesep="\r\n"))


def _extracted(folder: Path) -> None:
    """What trafilatura makes of the page."""
    import trafilatura

    for output, name in (("json", "freibad.json"), ("txt", "freibad.txt"), ("csv", "freibad.csv")):
        found = trafilatura.extract(page(SHARED), url=SHARED.url, output_format=output, with_metadata=True)
        _put(folder / "trafilatura" / name, found or "")


def _tables(folder: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    lines = "".join(json.dumps(row(one), ensure_ascii=False) + "\n" for one in (SHARED, story("Norderbrook")))
    _put(folder / "tabellen" / "news-please.jsonl", lines)
    excel, tabs = io.StringIO(), io.StringIO()
    for target, dialect, delimiter, town in ((excel, "excel", ";", "Osterwarf"), (tabs, "excel-tab", "\t", "Wüstrow")):
        one = story(town)
        table = csv.writer(target, dialect, delimiter=delimiter)
        table.writerow(["Überschrift", "Volltext", "Datum", "Zeitung", "Autor"])
        table.writerow([one.headline, one.text, "04.03.2025", "Deich-Kurier", "Birte Eggers"])
    _put(folder / "tabellen" / "aus-excel.csv", excel.getvalue().encode("cp1252"))
    _put(folder / "tabellen" / "archiv.tsv", tabs.getvalue())
    parquet.write_table(pyarrow.Table.from_pylist([row(story("Sandhorn"))]), folder / "tabellen" / "archiv.parquet")


def _feeds(folder: Path) -> None:
    one, teaser, entry = story("Moorwerder"), story("Grodenhof"), story("Kiebitzort")
    items = "".join(
        f"<item><title>{item.headline}</title><link>{item.url}</link><description>{item.lead}</description>"
        f"<pubDate>Tue, 04 Mar 2025 06:30:00 +0100</pubDate>{full}</item>\n"
        for item, full in (
            (SHARED, f"<content:encoded><![CDATA[{SHARED.html}]]></content:encoded>"),
            (one, f"<content:encoded><![CDATA[{one.html}]]></content:encoded>"),
            (teaser, ""),
        )
    )
    _put(
        folder / "feeds" / "rss.xml",
        f'{_DOCTYPE}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>Deich-Kurier</title><link>{_HOST}</link><language>de-de</language>\n{items}</channel></rss>\n",
    )
    _put(
        folder / "feeds" / "lokales.atom",
        f'{_DOCTYPE}<feed xmlns="http://www.w3.org/2005/Atom"><title>Deich-Kurier</title>'
        f'<entry><title>{entry.headline}</title><link href="{entry.url}"/><id>{entry.url}</id>'
        f"<published>2025-03-04T06:30:00+01:00</published><updated>2025-03-04T06:30:00+01:00</updated>"
        f'<summary>{entry.lead}</summary><content type="html"><![CDATA[{entry.html}]]></content></entry></feed>\n',
    )


def _crawl(folder: Path) -> None:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    english = "<html lang='en'><body><article><h1>The bridge</h1>" + "<p>The bridge is closed now.</p>" * 9
    answers = [
        (SHARED.url, "text/html; charset=utf-8", page(SHARED)),
        (story("Binnenau").url, "text/html; charset=utf-8", page(story("Binnenau"))),
        (f"{_HOST}/en/bridge.html", "text/html; charset=utf-8", english),
        (f"{_HOST}/logo.png", "image/png", "\x89PNG"),
    ]
    (folder / "crawl").mkdir(parents=True, exist_ok=True)
    with (folder / "crawl" / "CC-NEWS-20250304.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, kind, body in answers:
            headers = StatusAndHeaders("200 OK", [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body.encode())
            writer.write_record(
                writer.create_warc_record(
                    *(url, "response"),
                    payload=payload,
                    http_headers=headers,
                    warc_headers_dict={"WARC-Date": "2025-03-05T02:00:00Z"},
                )
            )


def _agencies(folder: Path) -> None:
    one, other, third, fourth = map(story, ("Lütjenfeld", "Rabensiel", "Tiefenhafen", "Oldenwarf"))
    _put(
        folder / "agentur" / "meldung.xml",
        f'{_DOCTYPE}<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" xmlns:xhtml="http://www.w3.org/1999/xhtml" '
        'guid="urn:newsml:deich-dienst.example:20250304:1" version="1" xml:lang="de"><itemMeta>'
        '<itemClass qcode="ninat:text"/><provider><name>Deich-Dienst</name></provider>'
        "<versionCreated>2025-03-04T06:30:00+01:00</versionCreated>"
        '<pubStatus qcode="stat:usable"/></itemMeta><contentMeta><urgency>4</urgency>'
        f"<headline>{one.headline}</headline></contentMeta><contentSet><inlineXML><xhtml:html><xhtml:body>"
        + "".join(f"<xhtml:p>{part}</xhtml:p>" for part in one.paragraphs)
        + "</xhtml:body></xhtml:html></inlineXML></contentSet></newsItem>\n",
    )
    _put(
        folder / "agentur" / "meldung.nitf",
        f'{_DOCTYPE}<nitf><head><title>{other.headline}</title><docdata><doc-id id-string="deich-2"/>'
        '<date.issue norm="20250304T063000+0100"/></docdata></head><body><body.head><hedline>'
        f"<hl1>{other.headline}</hl1></hedline></body.head><body.content>{other.html}</body.content></body></nitf>\n",
    )
    _put(
        folder / "agentur" / "newsml-1.xml",
        f"{_DOCTYPE}<NewsML><NewsItem><Identification><NewsIdentifier><ProviderId>deich-dienst.example</ProviderId>"
        "<DateId>20250304</DateId><NewsItemId>4</NewsItemId><RevisionId>1</RevisionId><PublicIdentifier>"
        "urn:newsml:deich-dienst.example:20250304:4:1</PublicIdentifier></NewsIdentifier></Identification>"
        "<NewsManagement><FirstCreated>20250304T063000+0100</FirstCreated></NewsManagement><NewsComponent><NewsLines>"
        f"<HeadLine>{fourth.headline}</HeadLine></NewsLines><NewsComponent><ContentItem><DataContent><nitf><body>"
        f"<body.content>{fourth.html}</body.content></body></nitf></DataContent></ContentItem></NewsComponent>"
        "</NewsComponent></NewsItem></NewsML>\n",
    )
    ninjs = {
        "uri": "urn:deich-dienst.example:3",
        "type": "text",
        "versioncreated": "2025-03-04T06:30:00+01:00",
        "language": "de",
        "headline": third.headline,
        "body_xhtml": third.html,
        "provider": "Deich-Dienst",
    }
    _put(folder / "agentur" / "meldung.json", json.dumps(ninjs, ensure_ascii=False))


def _written(folder: Path) -> None:
    import docx

    one, other, third, word = story("Altenkoog"), story("Brackstedt"), story("Seehusen"), story("Jadewerder")
    below = folder / "geschrieben"
    _put(below / "export.txt", f" date 2025-03-04 {one.headline}\n outlet Deich-Kurier\n\n{one.lead}\n\n{one.text}\n")
    _put(
        below / "notiz.txt",
        f"Titel: {other.headline}\nDatum: 04.03.2025\nQuelle: Deich-Kurier\nURL: {other.url}\n\n{other.text}\n",
    )
    _put(
        below / "notiz.md",
        f"---\ntitle: {third.headline}\ndate: 2025-03-04\nurl: {third.url}\n---\n\n*{third.lead}*\n\n{third.text}\n",
    )
    document = docx.Document()
    document.add_heading(word.headline, level=0)
    for line in (f"URL: {word.url}", "Datum: 04.03.2025"):
        document.add_paragraph(line)
    for line in word.paragraphs:
        document.add_paragraph(line)
    document.save(str(below / "notiz.docx"))


def _sent(folder: Path) -> None:
    """A press release as a mail, a mailbox of two, a channel as Telegram's desktop program exports it."""
    below, towns = folder / "post", (story("Ostersiel"), SHARED, story("Krummhusen"))
    mails = []
    for one in towns:
        mail = EmailMessage()
        mail["From"], mail["Subject"] = "Deich-Kurier <morgen@deich-kurier.example>", one.headline
        mail["Date"], mail["Archived-At"] = "Tue, 04 Mar 2025 06:30:00 +0100", f"<{one.url}>"
        mail.set_content(f"{one.text}\n\n-- \nDeich-Kurier, Am Hafen 2\n")
        mails.append(mail)
    _put(below / "meldung.eml", mails[0].as_bytes())
    box = mailbox.mbox(below / "eingang.mbox")
    for mail in mails[1:]:
        box.add(mailbox.mboxMessage(mail))
    box.close()
    said = story("Wangerdiek")
    message = {"id": 2, "type": "message", "date": "2025-03-04T06:30:00", "date_unixtime": "1741066200"}
    message |= {"from": "Deich-Kurier", "text": [{"type": "bold", "text": f"{said.headline}\n\n"}, said.text]}
    channel = {"name": "Deich-Kurier", "type": "public_channel", "id": 1, "messages": [message]}
    _put(folder / "telegram" / "result.json", json.dumps(channel, ensure_ascii=False, indent=1))


def _packed(folder: Path) -> None:
    import zstandard

    below = folder / "gepackt"
    _put(below / "zeilen.jsonl.gz", gzip.compress(json.dumps(row(story("Fährhorst"))).encode()))
    _put(below / "seite.html.zst", zstandard.ZstdCompressor().compress(page(story("Hollern")).encode()))
    with zipfile.ZipFile(below / "woche.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("montag/seite.html", page(story("Emsloh")))
        archive.writestr("montag/freibad.html", page(SHARED))
        archive.writestr("montag/bild.jpg", b"\xff\xd8\xff")
    with tarfile.open(below / "monat.tar.gz", "w:gz") as tar:
        data = page(story("Dornumer")).encode()
        info = tarfile.TarInfo("maerz/seite.html")
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))


def _of_nobody(folder: Path) -> None:
    """What lies about beside articles, and what is refused with the way to convert it."""
    _put(folder / "sitemap.xml", f'{_DOCTYPE}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"></urlset>\n')
    _put(folder / "einstellungen.json", '{"theme": "dark", "columns": [1, 2, 3]}\n')
    _put(folder / "foto.jpg", b"\xff\xd8\xff\xe0")
    _put(folder / ".hidden", "nothing\n")
    _put(folder / "heft.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
    _put(folder / "buch.epub", b"PK\x03\x04" + b"\x00" * 26 + b"mimetypeapplication/epub+zip")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
