package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"siil/internal/text"
)

// What the directory of a zip may hold; Excel writes some twenty entries.
const (
	zipEntries   = 5000
	zipDirectory = 2 << 20 // bytes
)

// pack is an opened .xlsx whose parts cost no more than the limit, whatever they declare.
type pack struct {
	lim   Limits
	left  int64 // bytes that may still be unpacked
	parts map[string]*zip.File
}

// openPack checks what a zip declares before anything is unpacked.
func openPack(r io.ReaderAt, size int64, lim Limits) (*pack, error) {
	if err := checkDirectory(r, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, damaged()
	}
	p := &pack{lim: lim, left: lim.Unpacked, parts: make(map[string]*zip.File, len(z.File))}
	total := uint64(0)
	for _, f := range z.File {
		if total += min(f.UncompressedSize64, uint64(lim.Unpacked)+1); total > uint64(lim.Unpacked) {
			return nil, p.tooLarge()
		}
		name := strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(f.Name, "/"), `\`, "/"))
		if p.parts[name] == nil {
			p.parts[name] = f
		}
	}
	return p, nil
}

// checkDirectory refuses a zip whose directory would cost much memory by itself: archive/zip keeps all of it. Entries are counted by
// their signature, since the counts that a zip declares may lie; a zip inside the zip counts too, so the limits are generous.
func checkDirectory(r io.ReaderAt, size int64) error {
	const header = 46
	entries, total := 0, 0
	err := scan(r, size, header-1, func(chunk []byte, _ bool) bool {
		for {
			i := bytes.Index(chunk, []byte("PK\x01\x02"))
			if i < 0 || len(chunk)-i < header {
				return entries <= zipEntries && total <= zipDirectory
			}
			h := chunk[i:]
			entries++
			total += header + int(binary.LittleEndian.Uint16(h[28:])) + int(binary.LittleEndian.Uint16(h[30:])) + int(binary.LittleEndian.Uint16(h[32:]))
			chunk = chunk[i+header:]
		}
	})
	if err == nil && (entries > zipEntries || total > zipDirectory) {
		return damaged()
	}
	return err
}

func (p *pack) tooLarge() error {
	return problem(UnpacksLarge, sized(text.SheetUnpacksTooLarge, p.lim.Unpacked))
}

func (p *pack) has(name string) bool { return p.parts[strings.ToLower(name)] != nil }

// open gives a part; nil if there is none.
func (p *pack) open(name string) (io.ReadCloser, error) {
	f := p.parts[strings.ToLower(name)]
	if f == nil {
		return nil, nil
	}
	if f.Flags&1 != 0 {
		return nil, problem(Protected, text.SheetProtected)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, damaged()
	}
	return &part{rc, p}, nil
}

// part is the content of one entry; it counts what is really unpacked.
type part struct {
	io.ReadCloser
	pack *pack
}

func (r *part) Read(b []byte) (int, error) {
	n, err := r.ReadCloser.Read(b)
	if r.pack.left -= int64(n); r.pack.left < 0 {
		return n, r.pack.tooLarge()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return n, damaged()
	}
	return n, err
}

// head gives the first bytes of a part, for parts that only name a kind of file.
func (p *pack) head(name string, n int64) string {
	rc, err := p.open(name)
	if err != nil || rc == nil {
		return ""
	}
	defer rc.Close()
	b, _ := io.ReadAll(io.LimitReader(rc, n))
	return string(b)
}

// walk gives every token of a part to see; nothing happens if the part is absent. see returns errStop when it
// needs no more.
func (p *pack) walk(name string, see func(x *xmlReader, t token) error) error {
	rc, err := p.open(name)
	if err != nil || rc == nil {
		return err
	}
	defer rc.Close()
	x := newXML(rc, p.lim.XMLDepth)
	for {
		t, err := x.next()
		if err == nil && t == endOfPart {
			return nil
		}
		if err == nil {
			err = see(x, t)
		}
		if errors.Is(err, errStop) {
			_, err := io.Copy(io.Discard, rc) // to the end, where its checksum is
			return err
		}
		if errors.Is(err, io.ErrUnexpectedEOF) {
			return damaged()
		}
		if err != nil {
			return err
		}
	}
}

var errStop = errors.New("seen enough")
