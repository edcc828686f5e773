package blank

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"image/png"
	"io"
	"strconv"
	"strings"
	"time"

	"siil/internal/fault"
	"siil/internal/pdf"
	"siil/internal/text"
)

// odtType is the media type of a text of the office suite.
const odtType = "application/vnd.oasis.opendocument.text"

// ODT writes a Markdown text as a document of the office suite. It fails with TooLarge when there is too much of it.
func ODT(markdown string, p Paper) ([]byte, error) {
	blocks, err := read(markdown)
	if err != nil {
		return nil, err
	}
	w := &odt{paper: p}
	w.letterhead()
	for _, b := range blocks {
		w.block(b)
	}
	var out bytes.Buffer
	if err := w.pack(&out); err != nil {
		return nil, fault.Wrap(err, "write a document of the office suite")
	}
	return out.Bytes(), nil
}

// odt is a document in the making.
type odt struct {
	paper  Paper
	body   bytes.Buffer
	tables int
	widths bytes.Buffer // styles of the columns of its tables
}

func (w *odt) pack(out io.Writer) error {
	z := zip.NewWriter(out)
	files := []struct {
		name string
		body []byte
	}{
		{"mimetype", []byte(odtType)}, // first and not packed, so that the kind of file is seen
		{"META-INF/manifest.xml", w.manifest()},
		{"meta.xml", w.meta()},
		{"styles.xml", w.styles()},
		{"content.xml", w.content()},
	}
	if len(w.paper.Logo) > 0 {
		files = append(files, struct {
			name string
			body []byte
		}{logoPath, w.paper.Logo})
	}
	for i, f := range files {
		h := &zip.FileHeader{Name: f.name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)}
		if i == 0 {
			h.Method = zip.Store
			h.Modified = time.Time{} // no extra field, or its bytes would not stand where readers look for them
		}
		part, err := z.CreateHeader(h)
		if err != nil {
			return err
		}
		if _, err := part.Write(f.body); err != nil {
			return err
		}
	}
	return z.Close()
}

const logoPath = "Pictures/logo.png"

// put writes XML; what is no markup has gone through escapedXML.
func (w *odt) put(format string, args ...any) { fmt.Fprintf(&w.body, format, args...) }

func escapedXML(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}

// runs writes words with their looks; new lines and several spaces are kept.
func (w *odt) runs(runs []pdf.Run) {
	for _, r := range runs {
		style := ""
		switch {
		case r.Bold && r.Italic:
			style = "BoldItalic"
		case r.Bold:
			style = "Bold"
		case r.Italic:
			style = "Italic"
		}
		if style != "" {
			w.put(`<text:span text:style-name="%s">`, style)
		}
		w.words(r.Text)
		if style != "" {
			w.put(`</text:span>`)
		}
	}
}

func (w *odt) words(s string) {
	for i, line := range strings.Split(readable(s), "\n") {
		if i > 0 {
			w.put(`<text:line-break/>`)
		}
		w.body.WriteString(strings.ReplaceAll(escapedXML(line), "  ", ` <text:s/>`))
	}
}

func (w *odt) paragraph(style string, runs []pdf.Run) {
	w.put(`<text:p text:style-name="%s">`, style)
	w.runs(trimEnd(runs))
	w.put("</text:p>\n")
}

// trimEnd takes the new lines from the end of a paragraph.
func trimEnd(runs []pdf.Run) []pdf.Run {
	if len(runs) == 0 {
		return runs
	}
	out := append([]pdf.Run{}, runs...)
	out[len(out)-1].Text = strings.TrimRight(out[len(out)-1].Text, "\n ")
	return out
}

func (w *odt) letterhead() {
	p := w.paper
	if len(p.Logo) > 0 {
		w.logo()
	}
	lines := []string{}
	for _, l := range p.Head {
		if strings.TrimSpace(l) != "" {
			lines = append(lines, l)
		}
	}
	for i, l := range lines {
		style := "Sender"
		switch {
		case len(lines) == 1:
			style = "Sender_only"
		case i == 0:
			style = "Sender_first"
		case i == len(lines)-1:
			style = "Sender_last"
		}
		w.paragraph(style, []pdf.Run{{Text: l}})
	}
}

// logo writes the picture, as wide and high as it is printed.
func (w *odt) logo() {
	size, err := png.DecodeConfig(bytes.NewReader(w.paper.Logo))
	if err != nil || size.Width < 1 || size.Height < 1 {
		w.paper.Logo = nil
		return
	}
	const mostW, mostH = 217.0, 62.0 // points, as in the PDF
	scale := min(mostW/float64(size.Width), mostH/float64(size.Height), 1)
	w.put(`<text:p text:style-name="Sender"><draw:frame draw:style-name="Logo" draw:name="Logo" text:anchor-type="as-char" svg:width="%.2fpt" svg:height="%.2fpt">`+
		`<draw:image xlink:href="%s" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad" draw:mime-type="image/png"/><svg:title>%s</svg:title></draw:frame></text:p>`+"\n",
		float64(size.Width)*scale, float64(size.Height)*scale, logoPath, escapedXML(readable(w.paper.logoAlt())))
}

func (w *odt) block(b block) {
	switch {
	case b.heading != nil:
		w.put(`<text:h text:style-name="Heading_%d" text:outline-level="%d">`, b.heading.level, b.heading.level)
		w.words(b.heading.text)
		w.put("</text:h>\n")
	case b.quote != nil:
		w.paragraph("Quote", b.quote)
	case b.list != nil:
		w.list(*b.list, 0)
	case b.table != nil:
		w.table(*b.table)
	case b.pairs != nil:
		w.pairs(b.pairs)
	case b.signatures != nil:
		w.signatures(b.signatures)
	case b.rule:
		w.paragraph("Rule", nil)
	case strings.TrimSpace(plain(b.paragraph)) != "":
		w.paragraph("Body", b.paragraph)
	}
}

func (w *odt) list(l pdf.Listing, depth int) {
	style := "Dots"
	if l.Numbered {
		style = "Numbers"
	}
	w.put(`<text:list text:style-name="%s">`, style)
	for i, item := range l.Items {
		start := ""
		if i == 0 && l.Numbered {
			start = ` text:start-value="` + strconv.Itoa(l.First) + `"`
		}
		w.put(`<text:list-item%s>`, start)
		w.paragraph("Item", item.Text)
		for _, below := range item.Below {
			if depth < MaxDepth {
				w.list(below, depth+1)
			}
		}
		w.put("</text:list-item>")
	}
	w.put("</text:list>\n")
}

// say gives the words before, between and after the two numbers of "Pagina 1 di 2".
func (p Paper) page() (parts [3]string) {
	copy(parts[:], strings.SplitN(p.say(text.DocumentPage, text.DocumentPageIn), "%d", 3))
	return parts
}
