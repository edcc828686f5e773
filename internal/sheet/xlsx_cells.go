package sheet

import (
	"bytes"
	"math"
	"strconv"
	"time"
	"unicode/utf8"
)

// cellReader reads the cells of one sheet, row by row.
type cellReader struct {
	w      *workbook
	inData bool
	line   int // of the row at hand
	column int // of the cell at hand, from 0
	inCell bool
	kind   string // attribute t of the cell
	style  int
	cell   Cell
	value  []byte // text of v
	inline richText
	inV    bool
}

// Most rows and columns that a sheet of Excel has.
const (
	excelRows    = 1 << 20
	excelColumns = 1 << 14
)

// readCells reads the cells of a sheet into the builder's rows.
func (w *workbook) readCells(part string) error {
	r := &cellReader{w: w, inline: richText{most: w.pack.lim.CellRunes}}
	return w.walk(part, func(x *xmlReader, t token) error {
		switch t {
		case startTag:
			return r.begin(x)
		case endTag:
			return r.end(x)
		}
		return r.text(x)
	})
}

func (r *cellReader) begin(x *xmlReader) error {
	name := string(x.name)
	switch {
	case !r.inData:
		r.inData = name == "sheetData"
		return nil
	case !r.inCell && name == "row":
		return r.beginRow(x)
	case !r.inCell && name == "c":
		return r.beginCell(x)
	case !r.inCell:
		return nil
	case name == "v":
		r.inV = true
	case name == "f":
		r.cell.Formula = true
		return x.skip()
	}
	return r.inline.see(x, startTag)
}

// beginRow takes the number of the row; a row without one follows the row before it.
func (r *cellReader) beginRow(x *xmlReader) error {
	line := r.line + 1
	if b := x.attr("r"); b != nil {
		n, err := strconv.Atoi(string(b))
		if err != nil || n < line {
			return damaged()
		}
		line = n
	}
	if line > excelRows {
		return damaged()
	}
	r.line, r.column = line, -1
	return nil
}

func (r *cellReader) beginCell(x *xmlReader) error {
	r.column++
	r.inCell, r.kind, r.style = true, "", 0
	r.cell, r.value = Cell{}, r.value[:0]
	for key, value, ok := x.firstAttr(); ok; key, value, ok = x.nextAttr() {
		switch string(key) {
		case "r":
			var ok bool
			if r.column, ok = columnOf(value); !ok {
				return damaged()
			}
		case "t":
			r.kind = cellKinds[string(value)]
		case "s":
			r.style, _ = strconv.Atoi(string(value))
		}
	}
	return nil
}

// cellKinds are the kinds of cell that are not a number.
var cellKinds = map[string]string{"s": "s", "str": "str", "inlineStr": "inlineStr", "b": "b", "e": "e", "d": "d"}

// columnOf gives the column of a reference such as "AB12", from 0.
func columnOf(ref []byte) (int, bool) {
	n, i := 0, 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, i > 0 && i < 4 && n <= excelColumns
}

func (r *cellReader) text(x *xmlReader) error {
	if !r.inCell {
		return nil
	}
	if r.inV {
		if len(r.value)+len(x.text) > utf8.UTFMax*r.w.pack.lim.CellRunes {
			return cellTooLong(r.line, r.column+1, r.w.pack.lim.CellRunes)
		}
		r.value = append(r.value, x.text...)
		return nil
	}
	return r.inline.see(x, chars)
}

func (r *cellReader) end(x *xmlReader) error {
	name := string(x.name)
	switch {
	case !r.inData:
		return nil
	case r.inCell && name == "v":
		r.inV = false
		return nil
	case r.inCell && name == "c":
		r.inCell = false
		return r.endCell()
	case r.inCell:
		return r.inline.see(x, endTag)
	case name == "row":
		return r.w.endRow(r.line)
	case name == "sheetData":
		return errStop
	}
	return nil
}

// endCell hands the cell at hand to the builder.
func (r *cellReader) endCell() error {
	if len(r.value) == 0 && len(r.inline.buf) == 0 && !r.cell.Formula {
		return nil
	}
	switch r.kind {
	case "s":
		if len(bytes.TrimSpace(r.value)) == 0 {
			return nil
		}
		i, err := strconv.Atoi(string(bytes.TrimSpace(r.value)))
		if err != nil {
			return damaged()
		}
		var ok bool
		if r.cell.Text, ok = r.w.shared.get(i); !ok {
			return damaged()
		}
		return r.w.putShared(r.line, r.column, r.cell)
	case "inlineStr":
		return r.w.put(r.line, r.column, r.cell, unescapeUnits(r.inline.bytes()))
	case "str":
		return r.w.put(r.line, r.column, r.cell, unescapeUnits(r.value))
	case "b":
		return r.w.putShared(r.line, r.column, r.truth())
	case "e":
		r.cell.Error = true
		return r.w.put(r.line, r.column, r.cell, italianError(r.value))
	case "d":
		return r.w.put(r.line, r.column, r.isoDate(), r.value)
	}
	return r.number()
}

func (r *cellReader) truth() Cell {
	switch string(r.value) {
	case "1", "true":
		r.cell.Text = "VERO"
	case "0", "false":
		r.cell.Text = "FALSO"
	}
	return r.cell
}

// italianError gives an error value as Excel in Italian shows it.
func italianError(code []byte) []byte {
	switch string(code) {
	case "#N/A":
		return []byte("#N/D")
	case "#REF!":
		return []byte("#RIF!")
	case "#NAME?":
		return []byte("#NOME?")
	case "#VALUE!":
		return []byte("#VALORE!")
	case "#NULL!":
		return []byte("#NULLO!")
	}
	return code
}

// isoDate reads a cell that holds its date as text (ISO 8601), and sets value to the date as shown.
func (r *cellReader) isoDate() Cell {
	if len(r.value) < 10 {
		return r.cell
	}
	day, err := time.Parse("2006-01-02", string(r.value[:10]))
	if err != nil || day.Year() < 1900 {
		return r.cell
	}
	r.cell.IsDate, r.cell.Number = true, serialOf(day, r.w.table.Date1904)
	r.value = day.AppendFormat(r.value[:0], "02/01/2006")
	return r.cell
}

// number hands on a cell that holds a number, shown as its format says.
func (r *cellReader) number() error {
	raw := bytes.TrimSpace(r.value)
	n, err := strconv.ParseFloat(string(raw), 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return r.w.put(r.line, r.column, r.cell, raw)
	}
	f := format{}
	if r.style >= 0 && r.style < len(r.w.styles) {
		f = r.w.styles[r.style]
	}
	r.cell.Number = n
	var shown []byte
	shown, r.cell.IsDate = f.show(r.value[:0], n, r.w.table.Date1904)
	r.cell.Numeric = !r.cell.IsDate
	r.value = shown
	return r.w.put(r.line, r.column, r.cell, shown)
}
