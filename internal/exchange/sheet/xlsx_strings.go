package sheet

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
