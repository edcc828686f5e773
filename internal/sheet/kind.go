package sheet

import (
	"bytes"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"siil/internal/text"
)

// Encodings of a .csv.
const (
	utf8Text    = "UTF-8"
	utf16Text   = "UTF-16"
	windowsText = "Windows-1252"
)

var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	// encryptedPackage is the name of the stream that holds an .xlsx with a password, as an OLE directory writes it.
	encryptedPackage = []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")
)

// extension of a name, in lower case; it stands in messages in place of the name, which may be a person's.
func extension(name string) string { return strings.ToLower(filepath.Ext(name)) }

func namesText(ext string) bool {
	switch ext {
	case "", ".csv", ".txt", ".tsv", ".tab":
		return true
	}
	return false
}

func namesWorkbook(ext string) bool {
	switch ext {
	case "", ".xlsx", ".xlsm", ".xltx", ".xltm":
		return true
	}
	return false
}

// sniff tells by the content whether a file is a .csv (and its encoding) or something in a zip, and refuses everything else.
func sniff(name string, r io.ReaderAt, size int64) (kind, encoding string, err error) {
	if size == 0 {
		return "", "", problem(Empty, text.SheetEmpty)
	}
	head := make([]byte, min(size, 512))
	if _, err := r.ReadAt(head, 0); err != nil && !errors.Is(err, io.EOF) {
		return "", "", err
	}
	ext := extension(name)
	switch {
	case bytes.HasPrefix(head, zipMagic):
		return XLSX, "", nil
	case bytes.HasPrefix(head, oleMagic):
		return "", "", oleProblem(r, size)
	case isWebPage(head):
		return "", "", problem(WebPage, text.SheetWebPage)
	case bytes.HasPrefix(head, []byte("%PDF")), bytes.HasPrefix(head, []byte(`{\rtf`)):
		return "", "", problem(NotSpreadsheet, text.SheetNotSpreadsheet)
	case strings.HasPrefix(ext, ".xl"):
		return "", "", problem(WrongName, text.SheetNamedXLSX.With(ext))
	case !namesText(ext):
		return "", "", problem(NotSpreadsheet, text.SheetNotSpreadsheet)
	}
	encoding, err = encodingOf(r, size, head)
	if err == errBinary {
		if ext == "" {
			return "", "", problem(NotSpreadsheet, text.SheetNotSpreadsheet)
		}
		return "", "", problem(Binary, text.SheetBinary.With(ext))
	}
	return CSV, encoding, err
}

func oleProblem(r io.ReaderAt, size int64) error {
	found := false
	err := scan(r, size, len(encryptedPackage)-1, func(chunk []byte, _ bool) bool {
		found = bytes.Contains(chunk, encryptedPackage)
		return !found
	})
	switch {
	case err != nil:
		return err
	case found:
		return problem(Protected, text.SheetProtected)
	}
	return problem(OldExcel, text.SheetOldExcel)
}

// isWebPage tells an HTML table or an XML file, which some programs save under the name of a spreadsheet.
func isWebPage(head []byte) bool {
	head = bytes.ToLower(bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF"))))
	for _, p := range []string{"<html", "<!doctype", "<table", "<?xml", "<head", "<meta"} {
		if bytes.HasPrefix(head, []byte(p)) {
			return true
		}
	}
	return false
}

var errBinary = errors.New("binary content")

// encodingOf reads the whole file to tell its encoding: a byte order mark, or valid UTF-8, or else Windows-1252. A zero byte, or more
// than one control character in two hundred bytes, is no text.
func encodingOf(r io.ReaderAt, size int64, head []byte) (string, error) {
	if bytes.HasPrefix(head, []byte("\xFF\xFE")) || bytes.HasPrefix(head, []byte("\xFE\xFF")) {
		return utf16Text, nil
	}
	valid, zero, controls := true, false, int64(0)
	var rest []byte // a character cut by the end of a chunk
	err := scan(r, size, 0, func(chunk []byte, last bool) bool {
		for _, c := range chunk {
			if c < 0x20 && (c < '\t' || c > '\r') {
				controls++
				zero = zero || c == 0
			}
		}
		if valid {
			valid, rest = validSoFar(rest, chunk)
			valid = valid && (!last || len(rest) == 0)
		}
		return !zero
	})
	switch {
	case err != nil:
		return "", err
	case zero || controls*200 > size:
		return "", errBinary
	case valid || bytes.HasPrefix(head, []byte("\xEF\xBB\xBF")):
		return utf8Text, nil
	}
	return windowsText, nil
}

// validSoFar tells whether a chunk that follows rest is UTF-8, and gives the start of a character that its end may cut.
func validSoFar(rest, chunk []byte) (bool, []byte) {
	for len(rest) > 0 && len(chunk) > 0 && !utf8.FullRune(rest) {
		rest, chunk = append(rest, chunk[0]), chunk[1:]
	}
	if len(rest) > 0 && utf8.FullRune(rest) {
		if !utf8.Valid(rest) {
			return false, nil
		}
		rest = nil
	}
	if len(chunk) == 0 {
		return true, rest
	}
	cut := len(chunk)
	for i := len(chunk) - 1; i >= 0 && i >= len(chunk)-utf8.UTFMax; i-- {
		if utf8.RuneStart(chunk[i]) {
			if !utf8.FullRune(chunk[i:]) {
				cut = i
			}
			break
		}
	}
	return utf8.Valid(chunk[:cut]), append([]byte(nil), chunk[cut:]...)
}

// scan gives a file in chunks until see returns false; each chunk begins with the last bytes of the one before, as many as overlap.
func scan(r io.ReaderAt, size int64, overlap int, see func(chunk []byte, last bool) bool) error {
	buf := make([]byte, 64<<10)
	kept := 0
	for off := int64(0); off < size; {
		n, err := r.ReadAt(buf[kept:kept+int(min(int64(len(buf)-kept), size-off))], off)
		if err != nil && !errors.Is(err, io.EOF) {
			return err
		}
		if n == 0 {
			return io.ErrUnexpectedEOF
		}
		off += int64(n)
		if !see(buf[:kept+n], off >= size) {
			return nil
		}
		keep := min(overlap, kept+n)
		copy(buf, buf[kept+n-keep:kept+n])
		kept = keep
	}
	return nil
}
