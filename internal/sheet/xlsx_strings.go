package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// sharedTexts are the texts that cells of a workbook share, packed in blocks: a workbook may name millions of them.
type sharedTexts struct {
	blocks  []*textBlock
	text    []byte // of the block at hand
	ends    [textsPerBlock]uint32
	pending int
}

const textsPerBlock = 64

type textBlock struct {
	text string
	ends [textsPerBlock]uint32 // where each text ends
}

// textCost is what a text costs beside its bytes.
const textCost = 5

func (s *sharedTexts) add(raw []byte) {
	s.text = append(s.text, raw...)
	s.ends[s.pending] = uint32(len(s.text))
	if s.pending++; s.pending == textsPerBlock {
		s.seal()
	}
}

// seal closes the block at hand; the last one must be closed before get.
func (s *sharedTexts) seal() {
	if s.pending > 0 {
		s.blocks = append(s.blocks, &textBlock{string(s.text), s.ends})
		s.text, s.pending = s.text[:0], 0
	}
	s.ends = [textsPerBlock]uint32{}
}

// get gives a text by its index; false if there is none.
func (s *sharedTexts) get(i int) (string, bool) {
	if i < 0 || i/textsPerBlock >= len(s.blocks) {
		return "", false
	}
	b := s.blocks[i/textsPerBlock]
	start, end := uint32(0), b.ends[i%textsPerBlock]
	if i%textsPerBlock > 0 {
		start = b.ends[i%textsPerBlock-1]
	}
	if end < start {
		return "", false // beyond the last text of the last block
	}
	return b.text[start:end], true
}

// readStrings reads the texts that cells share.
func (w *workbook) readStrings() error {
	rich := richText{most: w.pack.lim.CellRunes}
	var clean []byte
	err := w.walk(w.stringsPart, func(x *xmlReader, t token) error {
		if err := rich.see(x, t); err != nil {
			return err
		}
		if t != endTag || string(x.name) != "si" {
			return nil
		}
		clean = appendClean(clean[:0], unescapeUnits(rich.bytes()))
		w.shared.add(clean)
		return w.hold(int64(len(clean)) + textCost)
	})
	w.shared.seal()
	w.shared.text = nil
	return err
}

// richText gathers the runs of a text; how kana is read (rPh) is no part of it.
type richText struct {
	most     int
	buf      []byte
	inT      bool
	phonetic bool
}

func (t *richText) see(x *xmlReader, k token) error {
	if k == chars {
		if !t.inT || t.phonetic {
			return nil
		}
		if t.buf = append(t.buf, x.text...); len(t.buf) > utf8.UTFMax*t.most {
			return cellTooLong(0, 0, t.most)
		}
		return nil
	}
	switch string(x.name) {
	case "t":
		t.inT = k == startTag
	case "rPh":
		t.phonetic = k == startTag
	}
	return nil
}

// bytes gives the text gathered and begins a new one.
func (t *richText) bytes() []byte {
	b := t.buf
	t.buf = t.buf[:0]
	return b
}

// unescapeUnits resolves _xHHHH_, in which a workbook writes the characters that XML cannot hold; in place.
func unescapeUnits(b []byte) []byte {
	from := bytes.Index(b, []byte("_x"))
	if from < 0 {
		return b
	}
	out := b[:from]
	for i := from; i < len(b); {
		if i+7 <= len(b) && b[i] == '_' && b[i+1] == 'x' && b[i+6] == '_' {
			if n, err := strconv.ParseUint(string(b[i+2:i+6]), 16, 16); err == nil && utf8.RuneLen(rune(n)) <= 7 && utf8.ValidRune(rune(n)) {
				out = utf8.AppendRune(out, rune(n))
				i += 7
				continue
			}
		}
		out = append(out, b[i])
		i++
	}
	return out
}
