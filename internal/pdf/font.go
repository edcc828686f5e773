package pdf

import (
	"slices"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gobolditalic"
	"golang.org/x/image/font/gofont/goitalic"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// face is one of the Go fonts (BSD licence, of the golang.org/x/image module), of which the characters used are put into the file.
type face int

const (
	regular face = iota
	bold
	italic
	mono
	boldItalic
	faces
)

var fontFiles = [faces]struct {
	name string
	data []byte
}{{"GoRegular", goregular.TTF}, {"GoBold", gobold.TTF}, {"GoItalic", goitalic.TTF}, {"GoMono", gomono.TTF}, {"GoBoldItalic", gobolditalic.TTF}}

type style struct {
	face face
	size float64
}

// leading is the height of a line.
func (s style) leading() float64 { return s.size * 1.4 }

const noGlyph = 0xffff

// advances are the widths of a face's characters in thousandths of its size, noGlyph where it has none; read once.
var advances = [faces]func() []uint16{measured(regular), measured(bold), measured(italic), measured(mono), measured(boldItalic)}

func measured(f face) func() []uint16 {
	return sync.OnceValue(func() []uint16 {
		widths := make([]uint16, 1<<16)
		for i := range widths {
			widths[i] = noGlyph
		}
		parsed, err := sfnt.Parse(fontFiles[f].data)
		if err != nil {
			panic("pdf: a font of the program cannot be read: " + err.Error())
		}
		var buf sfnt.Buffer
		for r := ' '; r < 1<<16-1; r++ {
			glyph, err := parsed.GlyphIndex(&buf, r)
			if err != nil || glyph == 0 {
				continue
			}
			if w, err := parsed.GlyphAdvance(&buf, glyph, fixed.I(1000), font.HintingNone); err == nil {
				widths[r] = uint16(w.Round())
			}
		}
		return widths
	})
}

// has tells whether every face can print a character.
func has(r rune) bool {
	return r >= ' ' && r < 1<<16 && advances[regular]()[r] != noGlyph
}

// width measures text of which has is true, in points.
func (s style) width(shown string) float64 {
	sum, widths := 0, advances[s.face]()
	for _, r := range shown {
		sum += int(widths[r])
	}
	return float64(sum) * s.size / 1000
}

// use makes a style the one that is printed with; a face is put into the file when it is first used.
func (d *Doc) use(s style) {
	font := fontFiles[s.face]
	if d.f.GetFontDesc(font.name, "").Ascent == 0 {
		d.f.AddUTF8FontFromBytes(font.name, "", slices.Clone(font.data)) // the library writes into what it is given
	}
	d.f.SetFont(font.name, "", s.size)
}
