package attachment

import (
	"bytes"
	"net/http"
	"slices"
	"strings"

	"siil/internal/text"
)

// The kinds of file that are taken.
const (
	PDF  = "pdf"
	PNG  = "png"
	JPEG = "jpeg"
	WebP = "webp"
	HEIC = "heic"
	Docx = "docx"
	Xlsx = "xlsx"
	ODT  = "odt"
	Text = "txt"
	CSV  = "csv"
	EML  = "eml"
)

// zipped is what the head of a file shows before the rest has told which document it is.
const zipped = "zip"

// known is what is known of a kind: its words, its media type, and the extensions that go with it, the usual one first.
type known struct {
	what  text.T
	media string
	ext   []string
}

var kinds = map[string]known{
	PDF:  {text.FileIsPDF, "application/pdf", []string{".pdf"}},
	PNG:  {text.FileIsPNG, "image/png", []string{".png"}},
	JPEG: {text.FileIsJPEG, "image/jpeg", []string{".jpg", ".jpeg", ".jpe", ".jfif"}},
	WebP: {text.FileIsWebP, "image/webp", []string{".webp"}},
	HEIC: {text.FileIsHEIC, "image/heic", []string{".heic", ".heif"}},
	Docx: {text.FileIsDocx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", []string{".docx"}},
	Xlsx: {text.FileIsXlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", []string{".xlsx"}},
	ODT:  {text.FileIsODT, "application/vnd.oasis.opendocument.text", []string{".odt"}},
	Text: {text.FileIsText, "text/plain", []string{".txt", ".text", ".log"}},
	CSV:  {text.FileIsCSV, "text/csv", []string{".csv"}},
	EML:  {text.FileIsEML, "message/rfc822", []string{".eml"}},
}

// Accept is what the form's field for files offers to choose.
const Accept = ".pdf,.png,.jpg,.jpeg,.webp,.heic,.docx,.xlsx,.odt,.txt,.csv,.eml"

// Words says what kind of file a kind is.
func Words(kind string) text.T { return kinds[kind].what }

// signature is how a kind of file begins, at an offset.
type signature struct {
	offset int
	bytes  string
}

func (s signature) begins(head []byte) bool {
	return len(head) >= s.offset && bytes.HasPrefix(head[s.offset:], []byte(s.bytes))
}

// programs are refused before anything else: Windows, Linux and macOS programs, Java and Android classes, WebAssembly, shortcuts.
var programs = []signature{{0, "MZ"}, {0, "\x7fELF"}, {0, "\xfe\xed\xfa\xce"}, {0, "\xfe\xed\xfa\xcf"}, {0, "\xce\xfa\xed\xfe"}, {0, "\xcf\xfa\xed\xfe"},
	{0, "\xca\xfe\xba\xbe"}, {0, "dex\n"}, {0, "\x00asm"}, {0, "L\x00\x00\x00\x01\x14\x02\x00"}}

var taken = []struct {
	signature
	kind string
}{{signature{0, "%PDF-"}, PDF}, {signature{0, "\x89PNG\r\n\x1a\n"}, PNG}, {signature{0, "\xff\xd8\xff"}, JPEG}, {signature{0, "PK\x03\x04"}, zipped}}

// heicBrands are the brands of still pictures in the container that films share.
var heicBrands = []string{"heic", "heix", "heim", "heis", "mif1", "msf1"}

var refused = []struct {
	signature
	what text.T
}{{signature{0, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}, text.FileIsOldWord}, {signature{0, `{\rtf`}, text.FileIsRTF},
	{signature{0, "PK\x05\x06"}, text.FileIsArchive}, {signature{0, "PK\x07\x08"}, text.FileIsArchive}, {signature{0, "7z\xbc\xaf\x27\x1c"}, text.FileIsArchive}, {signature{0, "\x1f\x8b"}, text.FileIsArchive},
	{signature{0, "Rar!\x1a\x07"}, text.FileIsArchive}, {signature{0, "BZh"}, text.FileIsArchive}, {signature{0, "\xfd7zXZ\x00"}, text.FileIsArchive},
	{signature{257, "ustar"}, text.FileIsArchive}, {signature{0, "GIF8"}, text.FileIsPicture}, {signature{0, "II*\x00"}, text.FileIsPicture},
	{signature{0, "MM\x00*"}, text.FileIsPicture}, {signature{4, "ftyp"}, text.FileIsMedia}, {signature{0, "RIFF"}, text.FileIsMedia},
	{signature{0, "ID3"}, text.FileIsMedia}, {signature{0, "OggS"}, text.FileIsMedia}, {signature{0, "\x1aE\xdf\xa3"}, text.FileIsMedia}}

// sniff tells by the beginning of a file, never by its name, what it is: one of the kinds that are taken, zipped, or else refused, what
// it is in words. A text is Text here; its name says whether it is a CSV.
func sniff(head []byte) (kind string, what text.T) {
	plain := bytes.TrimPrefix(head, []byte("\xef\xbb\xbf"))
	for _, s := range programs {
		if s.begins(head) {
			return "", text.FileIsProgram
		}
	}
	if bytes.HasPrefix(plain, []byte("#!")) {
		return "", text.FileIsScript
	}
	for _, s := range taken {
		if s.begins(head) {
			return s.kind, text.T{}
		}
	}
	switch {
	case signature{0, "RIFF"}.begins(head) && signature{8, "WEBPVP8"}.begins(head):
		return WebP, text.T{}
	case signature{4, "ftyp"}.begins(head) && len(head) >= 12 && slices.Contains(heicBrands, string(head[8:12])):
		return HEIC, text.T{}
	}
	for _, s := range refused {
		if s.begins(head) {
			return "", s.what
		}
	}
	return sniffText(head, plain)
}

// sniffText tells texts from pages, and both from anything else.
func sniffText(head, plain []byte) (kind string, what text.T) {
	var t texts
	t.see(head, false)
	if t.zero || t.tooWild() {
		media := http.DetectContentType(head)
		switch {
		case strings.HasPrefix(media, "image/"):
			return "", text.FileIsPicture
		case strings.HasPrefix(media, "video/"), strings.HasPrefix(media, "audio/"):
			return "", text.FileIsMedia
		}
		return "", text.FileIsUnknown
	}
	if isMail(plain) {
		return EML, text.T{}
	}
	if what := pageIn(plain); what != (text.T{}) {
		return "", what
	}
	return Text, text.T{}
}

// pageMarks are what a browser, or a server of scripts, would take for the beginning of its own.
var pageMarks = []string{"<!doctype html", "<html", "<head", "<body", "<script", "<iframe", "<?php", "<%@", "<job", "<package"}

const looksLikePage = 1024 // bytes in which a mark counts

func pageIn(plain []byte) text.T {
	start := strings.ToLower(string(plain[:min(len(plain), looksLikePage)]))
	trimmed := strings.TrimSpace(start)
	media := http.DetectContentType(plain)
	if strings.Contains(start, "<svg") {
		return text.FileIsSVG
	}
	if strings.HasPrefix(media, "text/html") || strings.HasPrefix(media, "text/xml") || strings.HasPrefix(trimmed, "<?") || strings.HasPrefix(trimmed, "<!") {
		return text.FileIsWebPage
	}
	for _, m := range pageMarks {
		if strings.Contains(start, m) {
			return text.FileIsWebPage
		}
	}
	return text.T{}
}

// mailFields are the fields of which a saved e-mail has at least two.
var mailFields = []string{"from", "to", "date", "subject", "message-id", "received", "return-path", "mime-version", "delivered-to", "content-type"}

const mostMailHead = 64 << 10

// isMail tells a saved e-mail by its header: lines "Name: value", some going on, until an empty one.
func isMail(plain []byte) bool {
	found := map[string]bool{}
	for i, line := range strings.Split(string(plain[:min(len(plain), mostMailHead)]), "\n") {
		line = strings.TrimSuffix(line, "\r")
		switch name, _, ok := strings.Cut(line, ":"); {
		case line == "":
			return i > 0 && len(found) >= 2
		case line[0] == ' ' || line[0] == '\t':
			if i == 0 {
				return false
			}
		case !ok || name == "" || strings.ContainsFunc(name, func(c rune) bool { return c <= ' ' || c > '~' }):
			return len(found) >= 2 && len(plain) > mostMailHead
		default:
			if name = strings.ToLower(name); slices.Contains(mailFields, name) {
				found[name] = true
			}
		}
	}
	return len(found) >= 2
}
