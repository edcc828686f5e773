package attachment

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"regexp"
	"strings"

	"siil/internal/text"
)

// Bounds of what is read of an archive.
const (
	maxEntries   = 4096
	maxDirectory = 1 << 20
	maxOpened    = 200 << 20 // all entries together, unpacked
	maxMimeType  = 1 << 20
	endSize      = 22
	tailSize     = endSize + 1<<16 // an archive's last record with the longest comment
)

// The record that ends an archive, and one entry of its directory.
var (
	endMark   = []byte("PK\x05\x06")
	entryMark = []byte("PK\x01\x02")
)

// ending is the last record of an archive.
type ending struct {
	at, size, offset int64 // of the record; of the directory
	entries          int
}

// endOf finds the record that ends an archive at the end of a file, of which tail are the last bytes.
func endOf(tail []byte, size int64) (ending, bool) {
	for i := len(tail) - endSize; i >= 0; i-- {
		r := tail[i:]
		if !bytes.HasPrefix(r, endMark) || endSize+int(binary.LittleEndian.Uint16(r[20:])) != len(r) {
			continue
		}
		return ending{at: size - int64(len(r)), entries: int(binary.LittleEndian.Uint16(r[10:])),
			size: int64(binary.LittleEndian.Uint32(r[12:])), offset: int64(binary.LittleEndian.Uint32(r[16:]))}, true
	}
	return ending{}, false
}

// hidesArchive tells that a file of another kind is also an archive, which some programs would open as one.
func hidesArchive(tail []byte, size int64) bool {
	e, ok := endOf(tail, size)
	return ok && e.entries > 0 && e.size < e.at
}

var programName = regexp.MustCompile(`(?i)\.(?:` + programExtensions + `)\.?$|(?:^|/)vbaproject\.bin$|^(?:basic|scripts)/.`)

// document tells which document an archive is, after reading all of it within bounds; a flaw says why it is none. Nothing may stand
// before the archive, between it and its directory, or after that: no comment either.
func document(r io.ReaderAt, size int64) (kind string, err error) {
	files, err := directory(r, size)
	if err != nil {
		return "", err
	}
	var types, mimetype []byte
	has := map[string]bool{}
	var opened int64
	for i, f := range files {
		if programName.MatchString(f.Name) {
			return "", flawed(text.FileWithProgram)
		}
		if has[f.Name] || strings.Contains(f.Name, `\`) || strings.HasPrefix(f.Name, "/") || strings.Contains("/"+f.Name+"/", "/../") {
			return "", flawed(text.FileBroken)
		}
		has[f.Name] = true
		var keep bytes.Buffer
		wanted := f.Name == "[Content_Types].xml" || i == 0 && f.Name == "mimetype"
		n, err := unpack(f, maxOpened-opened, wanted, &keep)
		if err != nil {
			return "", err
		}
		opened += n
		switch {
		case f.Name == "[Content_Types].xml":
			types = keep.Bytes()
		case wanted:
			mimetype = keep.Bytes()
		}
	}
	return kindOf(types, mimetype, has)
}

func kindOf(types, mimetype []byte, has map[string]bool) (string, error) {
	is := func(part, media string) bool { return has[part] && bytes.Contains(types, []byte(media)) }
	const office = "application/vnd.openxmlformats-officedocument."
	switch {
	case bytes.Contains(types, []byte("macroEnabled")), bytes.Contains(types, []byte("vbaProject")):
		return "", flawed(text.FileWithProgram)
	case is("word/document.xml", office+"wordprocessingml.document.main+xml"):
		return Docx, nil
	case is("xl/workbook.xml", office+"spreadsheetml.sheet.main+xml"):
		return Xlsx, nil
	case has["content.xml"] && string(mimetype) == kinds[ODT].media:
		return ODT, nil
	}
	return "", flawed(saying(text.FileRefused, text.FileIsArchive))
}

// directory reads the list of entries, after its own record has told that it is small.
func directory(r io.ReaderAt, size int64) ([]*zip.File, error) {
	tail := make([]byte, min(size, tailSize))
	if err := readAt(r, tail, size-int64(len(tail))); err != nil {
		return nil, err
	}
	end, ok := endOf(tail, size)
	switch {
	case !ok || end.entries == 0 || end.offset+end.size != end.at || end.at+endSize != size:
		return nil, flawed(text.FileBroken)
	case end.entries > maxEntries || end.size > maxDirectory:
		return nil, flawed(saying(text.FileRefused, text.FileIsArchive))
	}
	z, err := zip.NewReader(r, size)
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, broken(err)
	}
	var opened uint64
	for _, f := range z.File {
		if f.Flags&1 != 0 || f.Method != zip.Store && f.Method != zip.Deflate {
			return nil, flawed(text.FileBroken)
		}
		if opened += min(f.UncompressedSize64, maxOpened+1); opened > maxOpened {
			return nil, flawed(text.FileSwells.With(maxOpened >> 20))
		}
	}
	return z.File, nil
}

// unpack reads an entry to its end, at most left bytes, and keeps its beginning if it is wanted.
func unpack(f *zip.File, left int64, wanted bool, keep *bytes.Buffer) (int64, error) {
	e, err := f.Open()
	if err != nil {
		return 0, broken(err)
	}
	defer e.Close()
	var n int64
	if wanted {
		if n, err = io.CopyN(keep, e, min(left, maxMimeType)); err == io.EOF {
			return n, nil
		}
		if err != nil {
			return n, broken(err)
		}
	}
	more, err := io.Copy(io.Discard, io.LimitReader(e, left-n+1))
	switch n += more; {
	case err != nil:
		return n, broken(err)
	case n > left:
		return n, flawed(text.FileSwells.With(maxOpened >> 20))
	}
	return n, nil
}

// readFault marks an error of reading the pieces, which is no flaw of the archive.
type readFault struct{ error }

func (e readFault) Unwrap() error { return e.error }

func broken(err error) error {
	var f readFault
	if errors.As(err, &f) {
		return f.error
	}
	return flawed(text.FileBroken)
}

func readAt(r io.ReaderAt, b []byte, off int64) error {
	if n, err := r.ReadAt(b, off); err != nil && (err != io.EOF || n < len(b)) {
		return broken(err)
	}
	return nil
}
