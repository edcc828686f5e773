package blank

import (
	"fmt"

	"siil/internal/pdf"
)

// printWidth is what an A4 page is wide between margins of 2 cm, in centimetres.
const printWidth = 17.0

// begin opens a table with columns in proportion.
func (w *odt) begin(style string, shares []float64) {
	w.tables++
	w.put(`<table:table table:name="Table%d" table:style-name="%s">`, w.tables, style)
	sum := 0.0
	for _, s := range shares {
		sum += s
	}
	for i, s := range shares {
		name := fmt.Sprintf("T%d.%d", w.tables, i+1)
		fmt.Fprintf(&w.widths, `<style:style style:name="%s" style:family="table-column"><style:table-column-properties style:column-width="%.3fcm"/></style:style>`+"\n",
			name, printWidth*s/sum)
		w.put(`<table:table-column table:style-name="%s"/>`, name)
	}
	w.put("\n")
}

func (w *odt) end() { w.put("</table:table>\n") }

func (w *odt) row(n int, cellStyle, style string, cells [][]pdf.Run) {
	w.put("<table:table-row>")
	for i := range n {
		var runs []pdf.Run
		if i < len(cells) {
			runs = cells[i]
		}
		w.put(`<table:table-cell table:style-name="%s" office:value-type="string">`, cellStyle)
		w.paragraph(style, runs)
		w.put("</table:table-cell>")
	}
	w.put("</table:table-row>\n")
}

func (w *odt) table(t table) {
	if len(t.head) == 0 {
		return
	}
	w.begin("Table", t.widths)
	w.put("<table:table-header-rows>")
	w.row(len(t.head), "Cell", "Cell_head", t.head)
	w.put("</table:table-header-rows>\n")
	for _, cells := range t.rows {
		w.row(len(t.head), "Cell", "Cell_text", cells)
	}
	w.end()
	w.paragraph("Gap", nil)
}

// pairs writes names with their values; those without a value are left out.
func (w *odt) pairs(rows [][2]string) {
	begun := false
	for _, p := range rows {
		if tidy(p[1]) == "" {
			continue
		}
		if !begun {
			w.begin("Table", []float64{0.32, 0.68})
			begun = true
		}
		w.put("<table:table-row>")
		for i, style := range []string{"Cell_head", "Cell_text"} {
			w.put(`<table:table-cell table:style-name="Plain" office:value-type="string">`)
			w.paragraph(style, []pdf.Run{{Text: p[i]}})
			w.put("</table:table-cell>")
		}
		w.put("</table:table-row>\n")
	}
	if begun {
		w.end()
		w.paragraph("Gap", nil)
	}
}

// signatures writes boxes to sign in, two beside each other.
func (w *odt) signatures(names []string) {
	w.begin("Table", []float64{1, 0.12, 1})
	for ; len(names) > 0; names = names[min(2, len(names)):] {
		w.put("<table:table-row>")
		for i := range 3 {
			style, name := "Body", ""
			if i != 1 && i/2 < len(names) {
				style, name = "Signature", names[i/2]
			}
			w.put(`<table:table-cell table:style-name="Plain" office:value-type="string">`)
			w.paragraph(style, []pdf.Run{{Text: name}})
			w.put("</table:table-cell>")
		}
		w.put("</table:table-row>\n")
	}
	w.end()
}
