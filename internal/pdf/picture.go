package pdf

import (
	"bytes"
	"errors"
	"fmt"

	"codeberg.org/go-pdf/fpdf"
)

// letterhead sizes, in points.
const (
	logoHeight = 62
	logoWidth  = width * 0.45
)

const logoName = "logo"

var errPicture = errors.New("pdf: a document holds one picture, which must be a PNG")

// Letterhead is the sender at the head of a document: a picture (PNG, 8 bits, not interlaced; nil: none) with what it shows, for who cannot see
// it, and lines beside it, the first in bold.
func (d *Doc) Letterhead(picture []byte, alt string, lines []string) {
	x, top, below := 0.0, d.y, d.y
	if len(picture) > 0 {
		w, h := d.picture(picture, alt, logoWidth, logoHeight)
		x, below = w+d.base*1.2, d.y+h
	}
	first := true
	for _, s := range lines {
		st := d.small()
		if first {
			st = style{bold, d.base * 1.1}
		}
		if wrapped := d.wrap(s, st, width-x); len(wrapped) > 0 {
			d.flow(d.root.add("P"), wrapped, st, margin+x)
			first = false
		}
	}
	d.y = max(d.y, below)
	if d.y > top {
		d.y += d.base * 0.5
		d.rule(margin, d.y, margin+width, 0.6, 90)
		d.y += d.base
	}
}

// picture draws a picture at the left from here on, not larger than a size and without moving on, and gives its size.
func (d *Doc) picture(file []byte, alt string, mostW, mostH float64) (w, h float64) {
	if d.f.GetImageInfo(logoName) != nil || !bytes.HasPrefix(file, []byte("\x89PNG")) {
		d.f.SetError(errPicture) // the library orders several by their width only, so that their bytes could change
		return 0, 0
	}
	o := fpdf.ImageOptions{ImageType: "PNG"}
	info := d.f.RegisterImageOptionsReader(logoName, o, bytes.NewReader(file))
	if info == nil || d.f.Err() {
		return 0, 0
	}
	scale := min(mostW/info.Width(), mostH/info.Height(), 1)
	w, h = info.Width()*scale, info.Height()*scale
	n := d.root.add("Figure")
	n.alt = trimmed(alt)
	n.attr = fmt.Sprintf("/O /Layout /Placement /Block /BBox [%.2f %.2f %.2f %.2f]", margin, pageHeight-d.y-h, margin+w, pageHeight-d.y)
	y := d.y
	d.tagged(n, func() { d.f.ImageOptions(logoName, margin, y, w, h, false, o, 0, "") })
	return w, h
}

// Rule draws a line across the page, which is no content.
func (d *Doc) Rule() {
	d.need(d.base)
	d.rule(margin, d.y+d.base*0.3, margin+width, 0.5, 120)
	d.y += d.base
}
