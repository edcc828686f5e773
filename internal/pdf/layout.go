package pdf

import (
	"fmt"

	"siil/internal/text"
)

// need begins a new page if a height is not left on this one.
func (d *Doc) need(height float64) {
	if d.y+height > d.bottom && d.y > d.top {
		d.newPage()
	}
}

func (d *Doc) newPage() {
	d.f.AddPage()
	d.marks = append(d.marks, nil)
	d.y = d.top
	st := d.small()
	if d.o.HeadLater && len(d.marks) == 2 {
		d.y = margin
	} else if len(d.head) > 0 {
		d.artifact("/Type /Pagination /Subtype /Header /Attached [/Top]", func() {
			for i, l := range d.head {
				d.draw(margin, margin+float64(i)*st.leading(), st, l)
			}
		})
	}
	if d.again != nil {
		d.again()
	}
}

// feet draws what stands below the pages, when their number is known.
func (d *Doc) feet() {
	st, pages := d.small(), len(d.marks)-1
	for page := 1; page <= pages; page++ {
		d.f.SetPage(page)
		d.use(style{st.face, 1}) // or the library thinks that the page ended in the style of the last one drawn
		d.use(st)
		d.artifact("/Type /Pagination /Subtype /Footer /Attached [/Bottom]", func() {
			y := d.bottom + st.leading()
			for i, l := range d.foot {
				d.draw(margin, y+float64(i)*st.leading(), st, l)
			}
			number := d.wrap(fmt.Sprintf(d.say(text.DocumentPage, text.DocumentPageIn), page, pages), st, width/4)
			for i, l := range number {
				shown, _ := l.texts()
				d.draw(margin+width-st.width(shown), y+float64(i)*st.leading(), st, l)
			}
		})
	}
}

// flow prints lines from here on, over as many pages as they take; no line of several is left alone.
func (d *Doc) flow(n *node, lines []line, st style, x float64) {
	lead := st.leading()
	for len(lines) > 0 {
		fit := int((d.bottom - d.y + 0.01) / lead)
		if fit < min(2, len(lines)) {
			d.newPage()
			continue
		}
		now := min(fit, len(lines))
		if len(lines)-now == 1 && now > 2 {
			now--
		}
		d.lines(n, lines[:now], now < len(lines), st, x, d.y)
		d.y += float64(now) * lead
		lines = lines[now:]
	}
}

// lines prints a piece of one element on this page. Words on either side of a line's end stay two for whoever listens.
func (d *Doc) lines(n *node, lines []line, more bool, st style, x, y float64) {
	if len(lines) == 0 {
		return
	}
	d.tagged(n, func() {
		for i, l := range lines {
			if (more || i < len(lines)-1) && !l[len(l)-1].goesOn {
				l = append(l[:len(l):len(l)], word{})
			}
			d.draw(x, y+float64(i)*st.leading(), st, l)
		}
	})
}

// draw prints one line whose top is at y.
func (d *Doc) draw(x, y float64, st style, l line) {
	base := y + st.size*1.05
	for from := 0; from < len(l); {
		face, to := st.of(l[from]), from+1
		for to < len(l) && st.of(l[to]) == face {
			to++
		}
		part := l[from:to:to]
		if to < len(l) && !l[to].glued {
			part = append(part, word{}) // its space belongs to what it follows
		}
		x += d.drawPart(x, base, face, part)
		from = to
	}
}

// drawPart prints words of one style and gives their width.
func (d *Doc) drawPart(x, base float64, st style, l line) float64 {
	shown, source := l.texts()
	d.use(st)
	if source == shown {
		d.f.Text(x, base, shown)
		return st.width(shown)
	}
	d.f.RawWriteStr("/Span <</ActualText " + hexString(source) + ">> BDC")
	d.f.Text(x, base, shown)
	d.f.RawWriteStr("EMC")
	return st.width(shown)
}

// rule draws a line across, which is no content.
func (d *Doc) rule(x1, y, x2, thick float64, grey int) {
	d.artifact("/Type /Layout", func() {
		d.f.SetLineWidth(thick)
		d.f.SetDrawColor(grey, grey, grey)
		d.f.Line(x1, y, x2, y)
	})
}

func (d *Doc) artifact(what string, draw func()) {
	d.f.RawWriteStr("/Artifact <<" + what + ">> BDC")
	draw()
	d.f.RawWriteStr("EMC")
}

// tagged draws content of an element.
func (d *Doc) tagged(n *node, draw func()) {
	page := len(d.marks) - 1
	number := len(d.marks[page])
	d.marks[page] = append(d.marks[page], n)
	n.kids = append(n.kids, kid{page: page, number: number})
	d.f.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", n.kind, number))
	draw()
	d.f.RawWriteStr("EMC")
}
