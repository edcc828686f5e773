package attachment_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"

	"siil/internal/attachment"
	"siil/internal/gate/gatetest"
	"siil/internal/text"
)

func TestKindsAreToldByContent(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	for _, x := range []struct {
		name    string
		content []byte
		kind    string
		kept    string
	}{
		{"a.pdf", pdfOf(1, 2000), attachment.PDF, "a.pdf"},
		{"A.PDF", pdfOf(2, 2000), attachment.PDF, "A.PDF"},
		{"scansione", pdfOf(3, 2000), attachment.PDF, "scansione.pdf"},
		{"verbale n.3", pdfOf(4, 2000), attachment.PDF, "verbale n.3.pdf"},
		{"foto.png", pngOf(t, halves(8, 8)), attachment.PNG, "foto.png"},
		{"foto.jpeg", jpegOf(t, halves(8, 8), 0), attachment.JPEG, "foto.jpeg"},
		{"foto.webp", webpOf, attachment.WebP, "foto.webp"},
		{"IMG_1.HEIC", []byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), attachment.HEIC, "IMG_1.HEIC"},
		{"a.docx", docxOf(t), attachment.Docx, "a.docx"},
		{"documento", docxOf(t, "x", "y"), attachment.Docx, "documento.docx"},
		{"a.xlsx", zipOf(t, "[Content_Types].xml", xlsxTypes, "xl/workbook.xml", "<workbook/>"), attachment.Xlsx, "a.xlsx"},
		{"a.odt", zipOf(t, "mimetype", odtType, "content.xml", "<office:document-content/>"), attachment.ODT, "a.odt"},
		{"a.txt", []byte("perché no"), attachment.Text, "a.txt"},
		{"b.txt", []byte("perch\xe9 no, in Windows-1252"), attachment.Text, "b.txt"},
		{"c.txt", append([]byte("\xef\xbb\xbf"), "con il segno"...), attachment.Text, "c.txt"},
		{"elenco.csv", []byte("cognome;nome\nRossi;Anna\n"), attachment.CSV, "elenco.csv"},
		{"posta.eml", []byte(mail), attachment.EML, "posta.eml"},
		{"posta", []byte(mail + "x"), attachment.EML, "posta.eml"},
		{"posta.txt", []byte(mail + "y"), attachment.Text, "posta.txt"},
		{"html in una mail.eml", []byte(mail + "<html><body>ciao</body></html>"), attachment.EML, "html in una mail.eml"},
	} {
		f, err := w.keep("slot"+x.name, x.name, x.content)
		if err != nil || f.Kind != x.kind || f.Name != x.kept {
			t.Errorf("%s: %+v, %v %s", x.name, f, err, saysOf(err))
		}
		if err == nil {
			w.room.Drop(ctx, w.who, "slot"+x.name, f.ID)
		}
	}
}

// is fills a refusal, as the room does.
func is(t, what text.T, first ...any) string {
	return t.F(text.Italian, append(first, what[text.Italian])...)
}

func TestRefused(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	exe := append([]byte("MZ\x90\x00\x03\x00\x00\x00"), make([]byte, 600)...)
	pdfAndZip := append(pdfOf(1, 4000), zipOf(t, "a.class", "x")...)
	zipAfterPNG := append([]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), docxOf(t)...)
	for _, x := range []struct {
		name    string
		content []byte
		says    string
	}{
		{"vuoto.pdf", nil, text.FileEmpty[0]},
		{"relazione.pdf", exe, is(text.FileRefused, text.FileIsProgram)},
		{"relazione.txt", []byte("MZ\x90\x00"), is(text.FileRefused, text.FileIsProgram)},
		{"setup.exe", exe, is(text.FileRefused, text.FileIsProgram)},
		{"a.pdf", []byte("\x7fELF\x02\x01\x01\x00"), is(text.FileRefused, text.FileIsProgram)},
		{"a.png", []byte("\xcf\xfa\xed\xfe\x07\x00\x00\x01"), is(text.FileRefused, text.FileIsProgram)},
		{"a.jpg", []byte("\xca\xfe\xba\xbe\x00\x00\x00\x34"), is(text.FileRefused, text.FileIsProgram)},
		{"a.txt", []byte("#!/bin/sh\nrm -r /\n"), is(text.FileRefused, text.FileIsScript)},
		{"b.txt", []byte("\xef\xbb\xbf#!/bin/sh\n"), is(text.FileRefused, text.FileIsScript)},
		{"a.html", []byte("<!DOCTYPE html><p>ciao"), is(text.FileRefused, text.FileIsWebPage)},
		{"b.pdf", []byte("  <html><script>1</script>"), is(text.FileRefused, text.FileIsWebPage)},
		{"c.txt", []byte("ciao <ScRiPt>alert(1)</script>"), is(text.FileRefused, text.FileIsWebPage)},
		{"d.txt", []byte(`<?xml version="1.0"?><x/>`), is(text.FileRefused, text.FileIsWebPage)},
		{"e.txt", []byte("<?php system('ls');"), is(text.FileRefused, text.FileIsWebPage)},
		{"a.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>`), is(text.FileRefused, text.FileIsSVG)},
		{"b.png", []byte(`<?xml version="1.0"?> <svg/>`), is(text.FileRefused, text.FileIsSVG)},
		{"a.gif", []byte("GIF89a\x01\x00\x01\x00"), is(text.FileRefused, text.FileIsPicture)},
		{"a.doc", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00"), is(text.FileRefused, text.FileIsOldWord)},
		{"a.mp4", []byte("\x00\x00\x00\x18ftypisom\x00\x00\x02\x00"), is(text.FileRefused, text.FileIsMedia)},
		{"a.7z", []byte("7z\xbc\xaf\x27\x1c\x00\x04"), is(text.FileRefused, text.FileIsArchive)},
		{"a.rtf", []byte(`{\rtf1\ansi ciao}`), is(text.FileRefused, text.FileIsRTF)},
		{"a.dat", bytes.Repeat([]byte{0, 1, 2, 0x81, 0xff}, 300), is(text.FileRefused, text.FileIsUnknown)},
		{"late.txt", append(bytes.Repeat([]byte("testo lungo "), 60_000), 0, 0), is(text.FileRefused, text.FileIsUnknown)},

		{"a.zip", zipOf(t, "a.txt", "ciao"), is(text.FileRefused, text.FileIsArchive)},
		{"a.docx", zipOf(t, "a.txt", "ciao"), is(text.FileRefused, text.FileIsArchive)},
		{"b.docx", docxOf(t, "word/setup.EXE", "x"), text.FileWithProgram[0]},
		{"c.docx", docxOf(t, "x/y.js", "x"), text.FileWithProgram[0]},
		{"d.docx", docxOf(t, "a.vbs", "x"), text.FileWithProgram[0]},
		{"e.docx", docxOf(t, "word/vbaProject.bin", "x"), text.FileWithProgram[0]},
		{"f.docx", docxOf(t, "../../a.txt", "x"), text.FileBroken[0]},
		{"g.docx", docxOf(t, "word/document.xml", "<w:document/>"), text.FileBroken[0]},
		{"h.docx", docxOf(t)[:200], text.FileBroken[0]},
		{"i.docx", append([]byte("PK\x03\x04"), docxOf(t)...), text.FileBroken[0]},
		{"j.docx", append(docxOf(t), "#!/bin/sh\n"...), text.FileBroken[0]},
		{"l.docx", commented(docxOf(t), "<script>1</script>"), text.FileBroken[0]},
		{"k.zip", zipOf(t, "a.exe", "MZ"), text.FileWithProgram[0]},
		{"m.odt", zipOf(t, "mimetype", odtType, "content.xml", "<x/>", "Basic/Standard/Module1.xml", "x"), text.FileWithProgram[0]},

		{"n.pdf", pdfAndZip, text.FileWithArchive[0]},
		{"o.png", zipAfterPNG, text.FileWithArchive[0]},

		{"p.exe", pdfOf(1, 900), is(text.FileMisnamed, text.FileIsPDF, ".exe")},
		{"p.jpg", pdfOf(1, 900), is(text.FileMisnamed, text.FileIsPDF, ".jpg")},
		{"p.pdf.js", []byte("var x = 1"), is(text.FileMisnamed, text.FileIsText, ".js")},
		{"p.pdf", []byte("testo"), is(text.FileMisnamed, text.FileIsText, ".pdf")},
		{"q.xlsx", docxOf(t), is(text.FileMisnamed, text.FileIsDocx, ".xlsx")},
		{"r.eml", []byte("testo senza intestazioni"), is(text.FileMisnamed, text.FileIsText, ".eml")},
		{"q.bat", []byte("del *.*\r\n"), is(text.FileMisnamed, text.FileIsText, ".bat")},
		{"fdp\u202eexe.pdf.exe", pdfOf(1, 900), is(text.FileMisnamed, text.FileIsPDF, ".exe")},

		{"s.eml", []byte(mail + "Content-Disposition: attachment; filename=\"fattura.exe\"\r\n"), text.FileWithProgram[0]},
		{"t.eml", []byte(mail + "Content-Transfer-Encoding: base64\r\n\r\nTVqQAAMAAAAEAAAA//8AALgAAAA\r\n"), text.FileWithProgram[0]},
		{"u.eml", []byte(mail + strings.Repeat("riga\r\n", 87_380) + "Content-Type: x; name=a.vbs\r\n"), text.FileWithProgram[0]},
	} {
		f, err := w.keep("s", x.name, x.content)
		if got := saysOf(err); got != x.says {
			t.Errorf("%s (%d bytes): %q %v, want %q", x.name, len(x.content), got, err, x.says)
		}
		if err == nil {
			w.room.Drop(ctx, w.who, "s", f.ID)
		}
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay of what was refused", u, p)
	}
}

// commented gives an archive a comment.
func commented(b []byte, comment string) []byte {
	b = bytes.Clone(b)
	binary.LittleEndian.PutUint16(b[len(b)-2:], uint16(len(comment)))
	return append(b, comment...)
}

// TestBombs: a document that would fill the memory of who opens it is refused before it fills ours.
func TestBombs(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	bomb := zipOf(t, "[Content_Types].xml", docxTypes, "word/document.xml", strings.Repeat("\x00", 201<<20))
	many := []string{"[Content_Types].xml", docxTypes, "word/document.xml", "<w:document/>"}
	for i := range 5000 {
		many = append(many, fmt.Sprint("x", i), "")
	}
	for name, x := range map[string]struct {
		content []byte
		says    string
	}{
		"swells.docx": {bomb, text.FileSwells.With(200)[0]},
		"many.docx":   {zipOf(t, many...), is(text.FileRefused, text.FileIsArchive)},
		"lying.docx":  {lying(t, 300<<20), ""},
	} {
		var err error
		grown := growth(func() { _, err = w.keep("s", name, x.content) })
		if says := saysOf(err); says == "" || x.says != "" && says != x.says {
			t.Errorf("%s (%d KB): %v %q", name, len(x.content)>>10, err, says)
		}
		if grown > 16<<20 {
			t.Errorf("%s: the heap grew by %d MB", name, grown>>20)
		}
	}
}

// lying makes a document whose entry unpacks to far more than its directory says.
func lying(t *testing.T, size int) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, _ := z.Create("[Content_Types].xml")
	f.Write([]byte(docxTypes))
	f, _ = z.Create("word/document.xml")
	zero := make([]byte, 1<<20)
	for range size >> 20 {
		f.Write(zero)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	raw := b.Bytes()
	at := bytes.LastIndex(raw, []byte("PK\x01\x02"))
	binary.LittleEndian.PutUint32(raw[at+16:], crc32.ChecksumIEEE(zero))
	binary.LittleEndian.PutUint32(raw[at+24:], 1<<20)
	return raw
}

func TestHundredMegabytes(t *testing.T) {
	w := newWorld(t, gatetest.NewSQLite(t))
	endless := readerFunc(func(b []byte) (int, error) { return copy(b, "%PDF-1.7 riga per riga\n"), nil })
	_, err := w.room.Keep(ctx, w.who, "s", "enorme.pdf", endless)
	if saysOf(err) != text.FileTooLarge.With(20)[0] {
		t.Errorf("%v", err)
	}
	if u, p := w.rows(t); u+p != 0 {
		t.Errorf("%d files, %d pieces stay", u, p)
	}
}
