package attachment

import (
	"compress/zlib"
	"io"
)

// Bounds of what is read of a PDF to count its pages. Work grows with the file, never with what the file says of itself.
const (
	maxPages     = 100_000
	maxDepth     = 32        // arrays and dictionaries in one another
	maxSteps     = 200 << 20 // bytes looked at, all attempts together
	maxInflated  = 8 << 20   // of one stream of objects
	maxInflating = 32 << 20  // of all of them
)

// pagesOf tells how many pages a PDF has; 0 when it cannot be told: a damaged file, or one whose list of pages is behind a password. It reads
// the file from the beginning to the end as a tool for repair does, and trusts no offset in it: later objects replace earlier ones.
func pagesOf(r io.ReaderAt, size int64) (n int) {
	defer func() {
		if recover() != nil { // no way to here is known: a hostile file costs its number, nothing else
			n = 0
		}
	}()
	s := &pdfScan{lexer: lexer{in: &window{r: r, size: size}, steps: maxSteps}, counts: map[int64]int64{}, inflate: maxInflating}
	s.file()
	if s.in.failed || s.steps <= 0 {
		return 0
	}
	if c := s.counts[s.root]; c > 0 && c <= maxPages {
		return int(c)
	}
	return 0
}

// pdfScan is a walk through a file. counts are the pages under each node of the tree of pages, root is the node that the catalogue names.
type pdfScan struct {
	lexer
	counts  map[int64]int64
	root    int64
	inflate int64
}

// file finds every object: a number, a generation, "obj" and a value. What streams hold is passed over, but for streams of objects.
func (s *pdfScan) file() {
	for s.more() {
		number, ok := s.header()
		if !ok {
			continue
		}
		from := s.pos
		v := s.value(0)
		d, ok := v.(dict)
		if !ok {
			s.pos = max(from, s.pos)
			continue
		}
		s.note(number, d)
		s.space()
		if s.word("stream") {
			s.stream(d)
		}
	}
}

// header goes on to the next "N G obj" and gives N.
func (s *pdfScan) header() (number int64, ok bool) {
	for s.more() {
		c := s.next()
		if c < '0' || c > '9' {
			continue
		}
		s.pos--
		number, fits := s.digits()
		if !fits || !s.blank() {
			continue
		}
		at := s.pos
		s.space()
		if _, fits = s.digits(); !fits {
			continue
		}
		s.space()
		if s.word("obj") {
			return number, true
		}
		s.pos = at // the second number may begin an object
	}
	return 0, false
}

// note keeps what a dictionary says of the pages.
func (s *pdfScan) note(number int64, d dict) {
	switch d["Type"] {
	case name("Catalog"):
		if r, ok := d["Pages"].(ref); ok {
			s.root = int64(r)
		}
	case name("Pages"):
		if n, ok := d["Count"].(int64); ok && len(s.counts) < maxPages {
			s.counts[number] = n
		}
	}
}

// stream passes over a stream, after it has looked into one of objects.
func (s *pdfScan) stream(d dict) {
	if s.peek() == '\r' {
		s.next()
	}
	if s.peek() == '\n' {
		s.next()
	}
	if d["Type"] == name("ObjStm") {
		s.objects(d, s.pos)
	}
	if n, ok := d["Length"].(int64); ok && n >= 0 && n <= s.in.size-s.pos {
		from := s.pos
		s.pos += n
		if s.space(); s.word("endstream") {
			return
		}
		s.pos = from
	}
	s.find("endstream")
}

// objects reads a stream of objects: pairs of number and place, then the objects themselves.
func (s *pdfScan) objects(d dict, from int64) {
	first, _ := d["First"].(int64)
	count, _ := d["N"].(int64)
	if filter := d["Filter"]; filter != name("FlateDecode") && filter != name("Fl") || d["DecodeParms"] != nil || s.inflate <= 0 || first <= 0 || count <= 0 {
		return
	}
	z, err := zlib.NewReader(io.NewSectionReader(s.in.r, from, s.in.size-from))
	if err != nil {
		return
	}
	defer z.Close()
	plain, _ := io.ReadAll(io.LimitReader(z, min(maxInflated, s.inflate))) // what came out of a damaged one is looked at all the same
	s.inflate -= int64(len(plain))
	in := lexer{in: &window{size: int64(len(plain)), buf: plain}, steps: s.steps}
	for i := int64(0); i < count && in.pos < first && in.more(); i++ {
		in.space()
		number, ok := in.digits()
		in.space()
		at, fits := in.digits()
		if !ok || !fits {
			break
		}
		back := in.pos
		if in.pos = first + at; at <= in.in.size {
			if o, ok := in.value(0).(dict); ok {
				s.note(number, o)
			}
		}
		in.pos = back
	}
	s.steps = in.steps
}
